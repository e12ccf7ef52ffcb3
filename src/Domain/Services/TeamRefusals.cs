namespace XBees.Domain.Services;

/// <summary>AS-6: why nothing can be assigned to a service. The slugs are also the reasons in the list of services.</summary>
public static class TeamRefusals
{
    public static readonly Refusal NoStandardAgent = new(
        "no-standard-agent",
        422,
        "This service has no Standard agent",
        "Nobody would join: assign to a service with a Standard agent, or give one of its agents a Standard licence.",
        "serviceId"
    );

    public static readonly Refusal AllPaused = new(
        "all-paused",
        422,
        "Everybody in this service is paused",
        "Nobody would join: wait until one of its Standard agents takes conversations again, or choose another service.",
        "serviceId"
    );
}
