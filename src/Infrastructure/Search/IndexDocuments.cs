using Lucene.Net.Documents;
using Lucene.Net.Index;
using XBees.Domain.Search;

namespace XBees.Infrastructure.Search;

/// <summary>Rows as documents of the index. Words are folded before they come here, so that no analyzer has a say.</summary>
internal static class IndexDocuments
{
    private static readonly FieldType Word = Frozen(stored: false);
    private static readonly FieldType StoredWord = Frozen(stored: true);

    public static Document Of(ConversationFacts facts)
    {
        var document = With(facts.Id, facts.Id, facts.LastActivityAt);
        foreach (var member in facts.MembersNow)
        {
            document.Add(new Field(Fields.Member, member, Word));
        }
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
        Add(document, FoundGroup.Messages, Findable.Of(message.Texts, []));
        return document;
    }

    public static Document Of(SearchedAgent agent) => [new Field(Fields.Key, agent.Id, Word), new StoredField(Fields.Agent, agent.Known)];

    private static Document With(string id, string conversationId, long at) =>
        [
            new Field(Fields.Key, id, Word),
            new StoredField(Fields.Id, id),
            new Field(Fields.Conversation, conversationId, StoredWord),
            new NumericDocValuesField(Fields.ConversationNumber, Fields.NumberOf(conversationId)),
            new NumericDocValuesField(Fields.At, at),
            new NumericDocValuesField(Fields.Tie, Fields.NumberOf(id)),
        ];

    private static void Add(Document document, FoundGroup group, Findable found)
    {
        foreach (var word in found.Words)
        {
            document.Add(new Field(group.Words, word, Word));
        }
        foreach (var digits in found.Phones)
        {
            document.Add(new Field(group.Phones, digits, Word));
        }
    }

    private static FieldType Frozen(bool stored)
    {
        var type = new FieldType
        {
            IsIndexed = true,
            IsTokenized = false,
            IsStored = stored,
            OmitNorms = true,
            IndexOptions = IndexOptions.DOCS_ONLY,
        };
        type.Freeze();
        return type;
    }
}
