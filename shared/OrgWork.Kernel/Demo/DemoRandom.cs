namespace OrgWork.Kernel;

/// <summary>SplitMix64: the same numbers for the same seed on every machine and every version of .NET, and cheap enough to begin anew for each person.</summary>
public sealed class DemoRandom(ulong state) : Random
{
    ulong state = state;

    /// <summary>Mixes a stream's name and a number within it into the city's seed.</summary>
    public static ulong SeedOf(int seed, string part, long number = 0)
    {
        var mixed = part.Aggregate((ulong)(uint)seed + 0x9E37_79B9_7F4A_7C15, (hash, letter) => unchecked((hash ^ letter) * 0x0000_0100_0000_01B3));
        return Mix(unchecked(mixed + (ulong)number * 0xD134_2543_DE82_EF95));
    }

    static ulong Mix(ulong z)
    {
        z = unchecked((z ^ (z >> 30)) * 0xBF58_476D_1CE4_E5B9);
        z = unchecked((z ^ (z >> 27)) * 0x94D0_49BB_1331_11EB);
        return z ^ (z >> 31);
    }

    ulong NextBits() => Mix(state = unchecked(state + 0x9E37_79B9_7F4A_7C15));

    protected override double Sample() => (NextBits() >> 11) * (1.0 / (1UL << 53));
    public override double NextDouble() => Sample();
    public override float NextSingle() => (float)Sample();
    public override int Next() => (int)(NextBits() % int.MaxValue);
    public override int Next(int maxValue) => Next(0, maxValue);
    public override int Next(int minValue, int maxValue) => minValue >= maxValue ? minValue : minValue + (int)(NextBits() % (ulong)((long)maxValue - minValue));
    public override long NextInt64() => (long)(NextBits() >> 1);
    public override long NextInt64(long maxValue) => NextInt64(0, maxValue);
    public override long NextInt64(long minValue, long maxValue) => minValue + (long)(NextBits() % (ulong)(maxValue - minValue));
    public override void NextBytes(byte[] buffer) => NextBytes(buffer.AsSpan());

    public override void NextBytes(Span<byte> buffer)
    {
        for (var i = 0; i < buffer.Length; i++) buffer[i] = (byte)NextBits();
    }

    public bool Chance(double probability) => Sample() < probability;
    public T Pick<T>(IReadOnlyList<T> from) => from[Next(from.Count)];

    /// <summary>One of several, each as often as its weight says.</summary>
    public T Weighted<T>(params ReadOnlySpan<(T Value, int Weight)> choices)
    {
        var total = 0;
        foreach (var choice in choices) total += choice.Weight;
        var at = Next(total);
        foreach (var (value, weight) in choices)
            if ((at -= weight) < 0)
                return value;
        return choices[^1].Value;
    }

    /// <summary>A day of the range, both ends included; the first when the range is empty.</summary>
    public DateOnly Day(DateOnly from, DateOnly to) => from >= to ? from : from.AddDays(Next(to.DayNumber - from.DayNumber + 1));
}
