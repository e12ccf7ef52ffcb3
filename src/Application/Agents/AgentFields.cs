using XBees.Domain.Agents;

namespace XBees.Application.Agents;

/// <summary>How single fields of agents and organisations are read wherever they come from.</summary>
internal static class AgentFields
{
    public static string TimeZone(string? typed, string field = "timeZone") => TimeZones.Read(typed, field);

    public static string Language(string? typed, string field = "language") =>
        typed is not null && Domain.Languages.All.Contains(typed, StringComparer.Ordinal)
            ? typed
            : throw new Invalid(field, "One of en, de.");

    public static Licence Licence(string? typed, string field = "licence") =>
        typed switch
        {
            "Basic" => Domain.Agents.Licence.Basic,
            "Standard" => Domain.Agents.Licence.Standard,
            _ => throw new Invalid(field, "One of Basic, Standard."),
        };

    public static string OrganisationName(string? typed, string field = "name") =>
        DisplayName.Problem(typed, Limits.Service) is { } problem
            ? throw new Invalid(field, problem)
            : DisplayName.Clean(typed) ?? throw new Invalid(field, "Give the organisation a name.");

    /// <summary>Reads several fields and gathers what is wrong with each, so that a form is corrected once.</summary>
    public static void All(params Action[] reads)
    {
        var errors = new Dictionary<string, string[]>();
        foreach (var read in reads)
        {
            try
            {
                read();
            }
            catch (Invalid invalid)
            {
                foreach (var (field, sentences) in invalid.Errors)
                {
                    errors[field] = sentences;
                }
            }
        }
        if (errors.Count > 0)
        {
            throw new Invalid(errors);
        }
    }
}
