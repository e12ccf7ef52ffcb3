namespace XBees.Domain.Files;

/// <summary>A file of a message, as everybody who sees the message knows it.</summary>
/// <param name="Id">Opens it: <c>GET /attachments/{id}</c>.</param>
/// <param name="Name">What its sender called it, without what deceives; its end says what it is where that is known.</param>
/// <param name="Type">The media type that its content has (FI-2); application/octet-stream where that says nothing.</param>
/// <param name="Size">In bytes, as it is given out.</param>
/// <param name="Width">Of a picture that is shown in place, in pixels as it stands upright (FI-3); else null.</param>
/// <param name="Height">Likewise.</param>
/// <param name="Alt">What a picture shows, in its sender's words, or null.</param>
public sealed record FileCard(string Id, string Name, string Type, long Size, int? Width = null, int? Height = null, string? Alt = null)
{
    /// <summary>Measured: it has a small picture, and can be shown where it stands.</summary>
    public bool IsPicture() => Width is not null;
}
