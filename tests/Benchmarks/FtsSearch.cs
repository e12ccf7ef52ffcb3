using System.Globalization;
using Microsoft.Data.Sqlite;

namespace XBees.Benchmarks;

/// <summary>SQLite's FTS5 over the same words, with the same visibility: a prefix index, and trigrams for typos.</summary>
internal sealed class FtsSearch : ISearchEngine, IDisposable
{
    private readonly SqliteConnection connection;
    private readonly SqliteCommand insert;
    private readonly SqliteCommand insertMember;

    public FtsSearch(string file)
    {
        connection = new($"Data Source={file};Pooling=false;Default Timeout=900");
        connection.Open();
        Run(
            $"""
            pragma journal_mode = wal; pragma synchronous = off; pragma cache_size = -256000;
            create table found (n integer primary key, id text not null, service_id text not null, at integer not null, words text not null);
            create table member (n integer not null, person_id text not null, primary key (person_id, n)) without rowid;
            create table service (id text primary key, manager_id text);
            insert into service values ('{SearchCompany.ServiceId(0)}', '{SearchCompany.Manager.Id}');
            create virtual table beginnings using fts5(words, content='found', content_rowid='n', tokenize='unicode61', prefix='3 4 5 6', detail=none);
            create virtual table grams using fts5(words, content='found', content_rowid='n', tokenize='trigram', detail=none);
            begin
            """
        );
        insert = Command("insert into found (n, id, service_id, at, words) values (@n, @id, @service, @at, @words)");
        insertMember = Command("insert into member (n, person_id) values (@n, @person)");
    }

    public string Name => "FTS5";

    public bool Answers(Asked asked) => true;

    public void Add(Invented row, string id)
    {
        Bind(
            insert,
            ("@n", row.Number),
            ("@id", id),
            ("@service", SearchCompany.ServiceId(row.Service)),
            ("@at", row.At),
            ("@words", row.Words())
        );
        insert.ExecuteNonQuery();
        Bind(insertMember, ("@n", row.Number), ("@person", SearchCompany.AgentId(row.Agent)));
        insertMember.ExecuteNonQuery();
    }

    /// <summary>All rows are there. Gives the size of both indexes.</summary>
    public long Index()
    {
        Run(
            """
            create unique index ux_found_id on found (id);
            insert into beginnings (beginnings) values ('rebuild');
            insert into grams (grams) values ('rebuild');
            commit;
            analyze
            """
        );
        using var size = Command("select (select sum(length(block)) from beginnings_data) + (select sum(length(block)) from grams_data)");
        return Convert.ToInt64(size.ExecuteScalar(), CultureInfo.InvariantCulture);
    }

    public Task<IReadOnlyList<string>> FindAsync(Searcher who, Asked asked)
    {
        var index = asked.IsTypo ? "grams" : "beginnings";
        using var command = Command(
            $"""
            select f.id
            from {index}
            join found f on f.n = {index}.rowid
            left join member me on me.n = f.n and me.person_id = @me
            where {index} match @typed
                and (me.n is not null or exists (select 1 from service s where s.id = f.service_id and s.manager_id = @me))
            order by {(asked.IsTypo ? "rank," : "")} f.at desc
            limit {ISearchEngine.Most}
            """
        );
        Bind(command, ("@me", who.Id), ("@typed", asked.IsTypo ? Grams(asked.Text) : Beginning(asked.Text)));
        using var reader = command.ExecuteReader();
        var ids = new List<string>();
        while (reader.Read())
        {
            ids.Add(reader.GetString(0));
        }
        return Task.FromResult<IReadOnlyList<string>>(ids);
    }

    /// <summary>The words of one that was found.</summary>
    public string WordsOf(string id)
    {
        using var command = Command("select words from found where id = @id");
        Bind(command, ("@id", id));
        return (string)command.ExecuteScalar()!;
    }

    public void Dispose()
    {
        insert.Dispose();
        insertMember.Dispose();
        connection.Dispose();
    }

    private static string Beginning(string typed) => string.Join(' ', typed.Split(' ').Select(word => $"\"{word}\"")) + "*";

    private static string Grams(string typed) =>
        string.Join(" OR ", Enumerable.Range(0, typed.Length - 2).Select(at => $"\"{typed[at..(at + 3)]}\"").Distinct());

    private SqliteCommand Command(string sql)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        return command;
    }

    private static void Bind(SqliteCommand command, params ReadOnlySpan<(string Name, object Value)> values)
    {
        command.Parameters.Clear();
        foreach (var (name, value) in values)
        {
            command.Parameters.AddWithValue(name, value);
        }
    }

    private void Run(string sql)
    {
        using var command = Command(sql);
        command.ExecuteNonQuery();
    }
}
