namespace OrgWork.Kernel;

/// <summary>
/// Whether a text fits a cell, reckoned as Chinese setting does: full-width characters on a square, half-width ones on half of it,
/// no closing mark at the start of a line. The same answer for Word and for the print page, whatever fonts a computer has.
/// </summary>
static class TextFit
{
    /// <summary>二号 down to 七号, as the sizes are named; below 七号 nobody reads.</summary>
    static readonly double[] Sizes = [22, 18, 16, 15, 14, 12, 10.5, 9, 7.5, 6.5, 5.5];
    public const double Smallest = 5.5;
    public const double Leading = 1.2;
    /// <summary>Latin letters and digits are a little wider in some fonts than half a square.</summary>
    const double HalfWidth = 0.54;
    const string NotAtStart = "，。、；：？！）】》〉”’…·,.;:?!)]}%";

    /// <summary>The largest of the sizes up to <paramref name="size"/> in which all lines fit; the smallest when none does.</summary>
    /// <param name="width">points</param>
    /// <param name="height">points</param>
    public static double SizeFor(string text, double width, double height, double size, int hanging = 0)
    {
        foreach (var step in Sizes.Where(step => step < size).Prepend(size))
            if (Fits(text, width, height, step, hanging)) return step;
        return Math.Min(size, Smallest);
    }

    public static bool Fits(string text, double width, double height, double size, int hanging = 0) =>
        LinesOf(text, width / size, hanging) * size * Leading <= height + 0.5;

    /// <summary>The part of the lines that fits in this size, and what is left. Lines are not torn unless a single one is too long.</summary>
    public static (string Fitting, string Left) Split(string text, double width, double height, double size, int hanging = 0)
    {
        var room = (int)((height + 0.5) / (size * Leading));
        var lines = text.Split('\n');
        var taken = 0;
        for (; taken < lines.Length; taken++)
        {
            var needed = LinesOf(lines[taken], width / size, hanging);
            if (needed > room) break;
            room -= needed;
        }
        // Text under a date with nothing of it on the first page would be read as missing.
        if (taken == 0) return (text, "");
        return (string.Join('\n', lines.Take(taken)), string.Join('\n', lines.Skip(taken)));
    }

    /// <param name="ems">how many full-width characters a line takes</param>
    static int LinesOf(string text, double ems, int hanging) => text.Split('\n').Sum(line => LinesOfOne(line, ems, hanging));

    static int LinesOfOne(string line, double ems, int hanging)
    {
        var lines = 1;
        var used = 0d;
        var before = 0d;
        foreach (var rune in line.EnumerateRunes())
        {
            var width = WidthOf(rune);
            if (used + width > ems + 0.01)
            {
                lines++;
                // A closing mark takes the character before it along to the next line.
                used = Math.Min(hanging, ems - 2) + (rune.IsBmp && NotAtStart.Contains((char)rune.Value, StringComparison.Ordinal) ? before : 0);
            }
            used += width;
            before = width;
        }
        return lines;
    }

    static double WidthOf(System.Text.Rune rune) => rune.Value < 0x2000 && rune.Value is not ('·' or '×') ? HalfWidth : 1;
}
