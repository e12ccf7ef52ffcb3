namespace XBees.Infrastructure;

/// <summary>Why the program does not start: a sentence for whoever set it up, and nothing of the program's inside.</summary>
public sealed class CannotStart(string message, Exception? cause = null) : Exception(message, cause);
