using Xunit;

namespace XBees.Infrastructure.Tests.Statements;

/// <summary>A checker that finds nothing proves nothing: each mistake that it is there for, and what it must let pass.</summary>
public class SqlServerCheckerTests
{
    private static readonly SqlServerSchema Schema = SqlServerSchema.From([
        """
        create table room (id nvarchar(64) not null primary key, name nvarchar(400) null, muted bit not null, size bigint not null);
        create table entry (position bigint identity not null primary key, room_id nvarchar(64) not null, tx rowversion not null, text nvarchar(max) null);
        """,
    ]);

    [Theory]
    [InlineData("select nam from room", "no column nam")]
    [InlineData("select r.nam from room r", "no column r.nam")]
    [InlineData("select x.name from room r", "no table x for x.name")]
    [InlineData("select name from rooms", "no table rooms")]
    [InlineData("select name from room where id = @id", "no parameter @id")]
    [InlineData("select name from room where id = @Size", "no parameter @Size")]
    [InlineData("insert into room (id, name, muted, size) values (@size, @size, @size)", "3 values for 4 columns")]
    [InlineData("insert into room (id, name, muted, size) select id, name, muted from room", "3 values for 4 columns")]
    [InlineData("insert into room (id, name, muted) values (@size, @size, @size)", "room.size needs a value")]
    [InlineData("insert into entry (room_id, tx) values (@size, @size)", "entry.tx is filled by the server")]
    [InlineData("insert into room values (@size, @size, @size, @size)", "an insert names its columns")]
    [InlineData("savepoint u", "ExecuteStatement is no statement of ours")]
    [InlineData("checkpoint", "CheckpointStatement is no statement of ours")]
    [InlineData("update room set muted = true", "no column true")]
    [InlineData("update room set quiet = @size", "no column room.quiet")]
    [InlineData("select name from room where muted = false", "no column false")]
    [InlineData("select user from room", "User is no column of ours")]
    [InlineData("select current_timestamp", "CurrentTimestamp is no column of ours")]
    [InlineData("select now() as n", "unknown function now()")]
    [InlineData("select length(name) as n from room", "unknown function length()")]
    [InlineData("select name from room order by name limit @size", "Expected OFFSET")]
    [InlineData("delete from room where id = @size returning id", "Incorrect syntax near")]
    [InlineData("select name || name as n from room", "is not portable")]
    [InlineData("select name from room where muted", "Incorrect syntax near")]
    [InlineData("delete from room where nam = @size", "no column nam")]
    [InlineData("select max(muted) as m from room", "max() of the bit muted")]
    [InlineData("select name, count(*) as n from room", "name beside an aggregate without group by")]
    [InlineData("select id, name, count(*) as n from room group by id", "name is not in group by")]
    [InlineData("select id from room union all select id, name from room", "1 and 2 columns in a union")]
    [InlineData("select id from room union all select room_id from entry order by name", "no column name")]
    [InlineData("select id from room r, entry e where tx > @size and e.room = r.id", "no column e.room")]
    [InlineData("select text from (select room_id from entry) e", "no column text")]
    [InlineData("select x.id from (select id from room order by id) x", "The ORDER BY clause is not valid")]
    [InlineData("select id from room r where exists (select position from entry where room_id = r.key_id)", "no column r.key_id")]
    [InlineData("with e as (select room_id as id from entry) select room_id from e", "no column room_id")]
    [InlineData("select id from room join room other on id = other.id", "column id is in more than one table")]
    public void It_finds(string sql, string complaint) =>
        Assert.Contains(SqlServerChecker.Complaints(sql, ["size"], Schema), found => found.Contains(complaint, StringComparison.Ordinal));

    [Theory]
    [InlineData(
        "select r.id, r.name as title, count(*) as n from room r join entry e on e.room_id = r.id group by r.id, r.name order by title"
    )]
    [InlineData("select id from room where name is null and id in @list order by id offset 0 rows fetch next @limit rows only")]
    [InlineData("select id from room r where exists (select 1 as one from entry where room_id = r.id and text = @text)")]
    [InlineData("select case when muted = @yes then 1 else 0 end as quiet, coalesce(name, '@none') as name from room")]
    [InlineData("insert into entry (room_id, text) select id, name from room where size > @limit")]
    [InlineData("update room set size = size + 1, name = @text where id = @id and size = (select max(e.position) from entry e)")]
    [InlineData("delete from entry where room_id not in (select id from room)")]
    [InlineData("with e as (select room_id as id from entry) select e.id from e order by id")]
    [InlineData("select x.* from (select id, size from room) x where x.size > 1")]
    [InlineData("select id from room union all select room_id from entry order by id")]
    [InlineData("select (select count(*) from entry e where e.room_id = r.id) as n, r.name from room r; select id from room")]
    public void It_lets_pass(string sql) => Assert.Empty(SqlServerChecker.Complaints(sql, ["list", "limit", "text", "yes", "id"], Schema));
}
