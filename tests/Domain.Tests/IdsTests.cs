using CsCheck;
using XBees.Testing;

namespace XBees.Domain.Tests;

public sealed class IdsTests
{
    [Fact]
    public void An_id_is_its_prefix_and_the_128_bits_in_26_letters() =>
        Assert.Equal("cnv_06f1r6pz8xr490g000000000cw", Ids.New("cnv", Guid.Parse("019e1c1a-df47-7044-8200-000000000067")));

    [Fact]
    public void Ids_sort_by_time_in_their_bytes() =>
        Gen.Select(Gen.Long[0, 4_000_000_000_000], Gen.Long[1, 100_000])
            .Sample(
                (time, later) =>
                {
                    var first = Ids.New(Ids.Message, Guid.CreateVersion7(DateTimeOffset.FromUnixTimeMilliseconds(time)));
                    var second = Ids.New(Ids.Message, Guid.CreateVersion7(DateTimeOffset.FromUnixTimeMilliseconds(time + later)));
                    return string.CompareOrdinal(first, second) < 0;
                },
                iter: Cases.Count
            );

    [Fact]
    public void Different_ids_stay_different() =>
        Gen.Select(Gen.Guid, Gen.Guid).Sample((one, other) => one == other || Ids.New("x", one) != Ids.New("x", other), iter: Cases.Count);

    [Fact]
    public void Letters_are_lower_case_without_those_that_are_mistaken_for_others() =>
        Gen.Guid.Sample(
            id =>
            {
                var letters = Ids.New("x", id)[2..];
                return letters.Length == 26 && letters.All("0123456789abcdefghjkmnpqrstvwxyz".Contains);
            },
            iter: Cases.Count
        );
}
