using System.Net;
using XBees.Infrastructure.Outside;

namespace XBees.Infrastructure.OAuth;

/// <summary>Calls to the outside, in the words of whoever makes them.</summary>
public interface IOAuthHttp
{
    /// <param name="request">What is asked.</param>
    /// <param name="allowed">Answers beside the good ones that mean something to the caller.</param>
    /// <param name="cancel">Ends it.</param>
    Task<OutsideAnswer> SendAsync(HttpRequestMessage request, HttpStatusCode[] allowed, CancellationToken cancel);

    /// <summary>The other side does not let us in.</summary>
    Exception Refuses(string message);

    /// <summary>The other side is not understood.</summary>
    Exception Unreadable(string message, Exception inner);
}
