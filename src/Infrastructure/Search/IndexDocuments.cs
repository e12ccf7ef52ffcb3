using Lucene.Net.Analysis;
using Lucene.Net.Analysis.TokenAttributes;
using Lucene.Net.Documents;
using Lucene.Net.Index;
using XBees.Domain.Search;

namespace XBees.Infrastructure.Search;

/// <summary>Rows as documents of the index. Words are folded before they come here, so that no analyzer has a say.</summary>
internal static class IndexDocuments
{
    private static readonly FieldType Word = Frozen(several: false);
    private static readonly FieldType Words = Frozen(several: true);

    public static Document Of(ConversationFacts facts)
    {
        var document = With(facts.Id, facts.Id, facts.LastActivityAt);
        Add(document, Fields.Member, facts.AgentsNow);
        if (facts.ServiceId is { } service)
        {
            document.Add(new Field(Fields.Service, service, Word));
        }
        Add(document, FoundGroup.Conversations, facts.Findable);
        Add(document, FoundGroup.LaterMembers, facts.FindableByLater);
        return document;
    }

    public static Document Of(SearchedMessage message)
    {
        var document = With(message.Id, message.ConversationId, message.CreatedAt);
        document.Add(new Field(Fields.Conversation, message.ConversationId, Word));
        Add(document, FoundGroup.Messages, Findable.Of(message.Texts, []));
        return document;
    }

    public static Document Of(SearchedAgent agent) => [new Field(Fields.Key, agent.Id, Word), new StoredField(Fields.Agent, agent.Known)];

    private static Document With(string id, string conversationId, long at) =>
        [
            new Field(Fields.Key, id, Word),
            new StoredField(Fields.Id, id),
            new NumericDocValuesField(Fields.ConversationNumber, Fields.NumberOf(conversationId)),
            new NumericDocValuesField(Fields.At, at),
            new NumericDocValuesField(Fields.Tie, Fields.NumberOf(id)),
        ];

    private static void Add(Document document, FoundGroup group, Findable found)
    {
        Add(document, group.Words, found.Words);
        Add(document, group.Phones, found.Phones);
    }

    private static void Add(Document document, string field, IEnumerable<string> words) =>
        document.Add(new Field(field, new WordStream(words), Words));

    private static FieldType Frozen(bool several)
    {
        var type = new FieldType
        {
            IsIndexed = true,
            IsTokenized = several,
            OmitNorms = true,
            IndexOptions = IndexOptions.DOCS_ONLY,
        };
        type.Freeze();
        return type;
    }

    /// <summary>The words of one field one after the other: a field of its own for each takes Lucene longer than to index it.</summary>
    private sealed class WordStream : TokenStream
    {
        private readonly IEnumerable<string> words;
        private readonly ICharTermAttribute word;
        private IEnumerator<string> rest;

        public WordStream(IEnumerable<string> words)
        {
            this.words = words;
            word = AddAttribute<ICharTermAttribute>();
            rest = words.GetEnumerator();
        }

        public override void Reset()
        {
            rest.Dispose();
            rest = words.GetEnumerator();
        }

        public override bool IncrementToken()
        {
            ClearAttributes();
            if (!rest.MoveNext())
            {
                return false;
            }
            word.Append(rest.Current);
            return true;
        }

        protected override void Dispose(bool disposing)
        {
            rest.Dispose();
            base.Dispose(disposing);
        }
    }
}
