namespace XBees.Infrastructure.Mail;

/// <summary>One mail to one person, as it lies in its <c>delivery</c> row.</summary>
/// <param name="To">The address.</param>
/// <param name="ToName">The person's name, or null.</param>
/// <param name="Subject">One line.</param>
/// <param name="Text">The plain part; there is always one.</param>
/// <param name="Html">The HTML part, with our tags alone, or null.</param>
public sealed record OutgoingMail(string To, string? ToName, string Subject, string Text, string? Html = null)
{
    public const string Kind = "mail";
}
