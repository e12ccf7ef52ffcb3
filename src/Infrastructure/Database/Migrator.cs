using System.Reflection;
using System.Text.RegularExpressions;
using DbUp;
using DbUp.Builder;
using DbUp.Engine;
using DbUp.Engine.Output;

namespace XBees.Infrastructure.Database;

/// <summary>Brings the database to this version, one process at a time. Runs between <c>Build()</c> and <c>Run()</c>: Data Protection reads its keys first.</summary>
public static partial class Migrator
{
    public static async Task MigrateAsync(DatabaseOptions options)
    {
        var dialect = Dialect.For(options.Provider);
        await using var alone = dialect.MigrationLock(options);
        var engine = Builder(options)
            .WithScripts(Scripts(options.Provider))
            .WithPreprocessor(new TypeWords(dialect))
            .WithTransactionPerScript()
            .WithVariablesDisabled()
            .LogTo(new NoUpgradeLog())
            .Build();
        var result = engine.PerformUpgrade();
        if (!result.Successful)
        {
            throw new InvalidOperationException($"The migration {result.ErrorScript?.Name} failed.", result.Error);
        }
    }

    /// <summary>Every script of the provider in order, with its type words filled in: what the tests of the statements resolve names against.</summary>
    public static IEnumerable<string> Statements(DatabaseProvider provider)
    {
        var words = new TypeWords(Dialect.For(provider));
        return Scripts(provider).Select(script => words.Process(script.Contents));
    }

    private static UpgradeEngineBuilder Builder(DatabaseOptions options) =>
        options.Provider switch
        {
            DatabaseProvider.Sqlite => DeployChanges.To.SqliteDatabase(options.ConnectionString),
            DatabaseProvider.PostgreSql => DeployChanges.To.PostgresqlDatabase(options.ConnectionString),
            _ => DeployChanges.To.SqlDatabase(options.ConnectionString),
        };

    private static IEnumerable<SqlScript> Scripts(DatabaseProvider provider)
    {
        var assembly = typeof(Migrator).Assembly;
        const string folder = "XBees.Infrastructure.Database.Migrations.";
        var names = assembly.GetManifestResourceNames().Where(name => name.StartsWith(folder, StringComparison.Ordinal)).ToHashSet();
        return names
            .Where(name => !name.EndsWith(".sqlserver.sql", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(name =>
            {
                var own = name.Replace(".sql", ".sqlserver.sql", StringComparison.Ordinal);
                return new SqlScript(
                    name[folder.Length..],
                    Read(assembly, provider == DatabaseProvider.SqlServer && names.Contains(own) ? own : name)
                );
            });
    }

    private static string Read(Assembly assembly, string name)
    {
        using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }

    private sealed partial class TypeWords(Dialect dialect) : IScriptPreprocessor
    {
        public string Process(string contents) => Word().Replace(contents, match => dialect.TypeWord(match.Groups[1].Value));

        [GeneratedRegex(@"\{([a-z]+)\}")]
        private static partial Regex Word();
    }

    /// <summary>DbUp would print each script; what matters is the exception.</summary>
    private sealed class NoUpgradeLog : IUpgradeLog
    {
        public void LogTrace(string format, params object[] args) { }

        public void LogDebug(string format, params object[] args) { }

        public void LogInformation(string format, params object[] args) { }

        public void LogWarning(string format, params object[] args) { }

        public void LogError(string format, params object[] args) { }

        public void LogError(Exception ex, string format, params object[] args) { }
    }
}
