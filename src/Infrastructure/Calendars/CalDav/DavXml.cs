using System.Xml;
using System.Xml.Linq;
using XBees.Application.Calendars;

namespace XBees.Infrastructure.Calendars.CalDav;

/// <summary>Questions and answers of WebDAV (RFC 4918) and CalDAV (RFC 4791).</summary>
internal static class DavXml
{
    public static readonly XNamespace Dav = "DAV:";
    public static readonly XNamespace CalDav = "urn:ietf:params:xml:ns:caldav";

    private const int MostAnswers = 20_000;
    private const int Deepest = 40;

    private static readonly XmlReaderSettings Strict = new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null };

    public static string PropFind(params XName[] names) => Write(new XElement(Dav + "propfind", Prop(names)));

    /// <summary>The events that share a moment with the place.</summary>
    public static string Query(string from, string to) =>
        Filter(new XElement(CalDav + "time-range", new XAttribute("start", from), new XAttribute("end", to)));

    /// <summary>All series: not every server reckons when they come.</summary>
    public static string QuerySeries() => Filter(new XElement(CalDav + "prop-filter", new XAttribute("name", "RRULE")));

    public static string MultiGet(IEnumerable<string> paths) =>
        Write(
            new XElement(
                CalDav + "calendar-multiget",
                Prop(Dav + "getetag", CalDav + "calendar-data"),
                paths.Select(path => new XElement(Dav + "href", path))
            )
        );

    /// <summary>What is said of each resource that there is. No entity of it is looked up, and none is left to grow.</summary>
    public static IReadOnlyList<DavResource> Read(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var stream = new MemoryStream(body.ToArray());
            RefuseDeep(stream);
            stream.Position = 0;
            using var reader = XmlReader.Create(stream, Strict);
            return
            [
                .. XDocument
                    .Load(reader)
                    .Root!.Elements(Dav + "response")
                    .Take(MostAnswers)
                    .Where(response => !IsAbsent(response.Element(Dav + "status")))
                    .Select(Resource),
            ];
        }
        catch (XmlException error)
        {
            throw new CalendarUnreadable("It does not answer as CalDAV does.", error);
        }
    }

    /// <summary>Before a tree is made of it: one that is a hundred thousand deep takes minutes.</summary>
    private static void RefuseDeep(Stream stream)
    {
        using var reader = XmlReader.Create(stream, Strict);
        while (reader.Read())
        {
            if (reader.Depth > Deepest)
            {
                throw new XmlException("It is too deep.");
            }
        }
    }

    private static DavResource Resource(XElement response) =>
        new(
            response.Element(Dav + "href")?.Value.Trim() ?? "",
            [
                .. response
                    .Elements(Dav + "propstat")
                    .Where(found => !IsAbsent(found.Element(Dav + "status")))
                    .SelectMany(found => found.Elements(Dav + "prop").Elements()),
            ]
        );

    private static bool IsAbsent(XElement? status) => status?.Value.Contains(" 2", StringComparison.Ordinal) == false;

    private static string Filter(XElement ofEvents) =>
        Write(
            new XElement(
                CalDav + "calendar-query",
                Prop(Dav + "getetag", CalDav + "calendar-data"),
                new XElement(CalDav + "filter", Component("VCALENDAR", Component("VEVENT", ofEvents)))
            )
        );

    private static XElement Prop(params XName[] names) => new(Dav + "prop", names.Select(name => new XElement(name)));

    private static XElement Component(string name, XElement inside) => new(CalDav + "comp-filter", new XAttribute("name", name), inside);

    private static string Write(XElement question) =>
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>" + question.ToString(SaveOptions.DisableFormatting);
}

/// <summary>A resource as a server tells of it.</summary>
/// <param name="Href">Its path, or its whole address.</param>
/// <param name="Properties">Those that it has.</param>
internal sealed record DavResource(string Href, IReadOnlyList<XElement> Properties)
{
    public XElement? Property(XName name) => Properties.FirstOrDefault(property => property.Name == name);
}
