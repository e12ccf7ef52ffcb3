using XBees.Domain.Files;
using XBees.Testing;
using Xunit;

namespace XBees.Domain.Tests.Files;

/// <summary>How much may come, and when somebody is told (FI-1, FI-5).</summary>
public sealed class FileLimitsTests
{
    private const long Megabyte = FileLimits.Megabyte;

    [Theory, Rule("FI-5")]
    [InlineData(0, null, null, 0, RoomState.Enough)]
    [InlineData(90, null, 100L, 0, RoomState.Enough)]
    [InlineData(91, null, 100L, 0, RoomState.Low)]
    [InlineData(99, null, 100L, 1, RoomState.Low)]
    [InlineData(99, null, 100L, 2, RoomState.Full)]
    [InlineData(0, 1_024L, null, 0, RoomState.Enough)]
    [InlineData(0, 1_023L, null, 0, RoomState.Low)]
    [InlineData(0, 256L, null, 0, RoomState.Low)]
    [InlineData(0, 256L, null, 1, RoomState.Full)]
    [InlineData(95, 100_000L, 100L, 0, RoomState.Low)]
    public void Little_is_said_before_it_is_too_little(long used, long? free, long? limit, long coming, RoomState state) =>
        Assert.Equal(state, new Room(used * Megabyte, free * Megabyte, limit * Megabyte).State(coming * Megabyte));

    [Theory, Rule("FI-1", "FI-5")]
    [InlineData(25, null, null, null)]
    [InlineData(26, null, null, "file-too-large")]
    [InlineData(1, 99L, 0L, null)]
    [InlineData(1, 100L, 0L, "too-many-files")]
    [InlineData(10, 1L, 240L, null)]
    [InlineData(11, 1L, 240L, "too-many-files")]
    public void A_file_and_a_guests_day_have_an_end(long size, long? files, long? bytes, string? refused) =>
        Assert.Equal(
            refused,
            Attaching.Refuses(size * Megabyte, new(), files is { } count ? new(count, (bytes ?? 0) * Megabyte) : null)?.Slug
        );
}
