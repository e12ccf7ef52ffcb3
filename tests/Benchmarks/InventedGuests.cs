using XBees.Domain.Search;

namespace XBees.Benchmarks;

/// <summary>A conversation of an invented company: one guest and one agent.</summary>
/// <param name="Number">From 1 on, the oldest first.</param>
/// <param name="Name">The guest's name.</param>
/// <param name="Email">The guest's address.</param>
/// <param name="Phone">The guest's number; two in three have told none.</param>
/// <param name="Given">The name that the conversation was given; four in five have none.</param>
/// <param name="Agent">Which of the agents is in it.</param>
/// <param name="Service">Which of the services it is of.</param>
internal sealed record Invented(long Number, string Name, string Email, string? Phone, string? Given, int Agent, int Service)
{
    public const int Agents = 100;
    public const int Services = 4;

    public long At => 1_700_000_000_000 + Number;

    public static string AgentName(int agent) => $"{InventedGuests.First[agent % InventedGuests.First.Length]} Agent{agent}";

    public static string AgentEmail(int agent) => $"agent{agent}@ternhaus.example";

    /// <summary>Every word of it once, as the search folds them: what the peers are given.</summary>
    public string Words() =>
        string.Join(
            ' ',
            new[] { Name, Email, Given, AgentName(Agent), AgentEmail(Agent) }
                .SelectMany(text => Fold.Runs(text ?? ""))
                .SelectMany(run => run.Groups)
                .SelectMany(group => group)
                .Select(word => word.Text)
                .Append(PhoneDigits.Of(Phone ?? ""))
                .Where(word => word.Length > 0)
                .Distinct()
        );
}

/// <summary>The same guests in each run. Some names are common and most are rare, as among people.</summary>
internal static class InventedGuests
{
    public static readonly string[] First = (
        "Anna Maria Søren Łucja Jürgen Niamh José Zoë Olga Piotr Małgorzata François Ingrid Björn Ásta Miloš Željko Dvora Aleksandra Mehmet "
        + "Ayşe Gülay Renée Chloé Siobhán Seán Müge Tomáš Jiří Kateřina László Gábor Ágnes Ştefan Ioana Đorđe Jelena Nguyễn Thảo Marta Paweł "
        + "Krzysztof Agnieszka Wojciech Hanna Lena Mia Emil Oskar Noah Elias Felix Leonie Charlotte Friedrich Heinrich Wilhelmina Theodora "
        + "Alexander Christopher Elizabeth Katherine Margaret Victoria Sebastian Benjamin Jonathan Nathaniel Giovanni Francesca Alessandro "
        + "Beatriz Gonçalo João Inês Rodrigo Guadalupe Begoña Iñaki Nerea Aino Väinö Päivi Jukka Saoirse Ciarán Gráinne Rhys Eilidh Hamish "
        + "Yusuf Fatima Omar Leila Amira Karim Priya Arjun Ravi Sunita Mei Hiroshi Yuki Kenji Linh Duc"
    ).Split(' ');

    private static readonly string[] Stems = (
        "Kowal Nowa Wiśniew Dąbrow Lewandow Zieliń Szymań Woźnia Kozłow Jankow Müll Schmid Schneid Fisch Web Schulz Hoffman Schäf Koch Baue "
        + "Richt Klein Wolf Neuman Schwarz Zimmer Brau Krüg Hofman Hartman Lang Werner Krau Lehman Köhl Herrman König Walt Pet Frank Jensen "
        + "Niels Hans Peders Anders Christens Lars Søndergaard Rasmus Jørgen Mads Kristens Ols Thoms Christians Poul Johans Møll Mortens "
        + "Dvořá Svobod Novotn Černý Procház Kučer Veselý Horá Němec Pokorn Marek Hájek Jelíne Král Růžič Beneš Fial Sedláč Doležal Zeman "
        + "Brien Connor Sulliv Callagh Flanag Donnel Gallagh Doher Murph Walsh Byrne Kenned Lynch Murray Quinn Moore Garc Rodrígu Martín Sánch "
        + "Pér Góm Fernánd Álvar Jimén Domíngu Vázqu Gutiérr Ibáñ Núñ Rossi Russo Ferrar Esposit Bianch Roman Colomb Ricc Marin Grec"
    ).Split(' ');

    private static readonly string[] Endings = (
        "ski ska czyk ewicz iak ek er ers ert mann berg stein bach feld hofer inger el le ke sen son dóttir an ey ez es i o a ova ová ak ič"
    ).Split(' ');

    private static readonly string[] Trades = (
        "Logistics Machinery Textiles Bakery Optics Pumps Timber Chemicals Software Instruments Roofing Brewery Printing Shipping Gardens "
        + "Ceramics Bicycles Electronics Insurance Laundry"
    ).Split(' ');

    private static readonly string[] Subjects = ["Order", "Warranty", "Delivery", "Invoice", "Complaint", "Visit"];
    private static readonly string[] Codes = ["+49 40", "+48 22", "+45 33", "+420 2", "+353 1", "+34 91", "+39 06", "+44 20"];

    public static IEnumerable<Invented> Some(int conversations)
    {
        var random = new Random(20261129);
        for (var number = 1; number <= conversations; number++)
        {
            var (first, last) = (Common(First), Common(Stems) + Common(Endings));
            var company = $"{Common(Stems)}{Common(Endings)} {Common(Trades)}";
            var local = $"{Plain(first)}.{Plain(last)}{random.Next(1, 999)}";
            var host = random.Next(5) < 2 ? "mail" : Plain(company);
            yield return new(
                number,
                $"{first} {last}",
                $"{local}@{host}.example",
                random.Next(3) == 0 ? $"{Codes[random.Next(Codes.Length)]} {random.Next(1_000_000, 99_999_999)}" : null,
                random.Next(5) == 0 ? $"{Subjects[random.Next(Subjects.Length)]} {random.Next(10_000, 99_999)} {company}" : null,
                random.Next(Invented.Agents),
                random.Next(Invented.Services)
            );
        }

        string Common(string[] from)
        {
            var at = random.NextDouble();
            return from[(int)(at * at * from.Length)];
        }
    }

    private static string Plain(string text) => string.Join('-', Fold.Words(text).Select(word => word.Text));
}
