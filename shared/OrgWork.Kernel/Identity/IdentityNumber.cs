using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace OrgWork.Kernel;

/// <summary>
/// A citizen's identity number (GB 11643): 6 digits of the division, 8 of the birth date, 3 of the sequence, 1 check.
/// Residence permits of Hong Kong, Macao and Taiwan residents (81, 82, 83 …) are built the same way and are taken too.
/// </summary>
public sealed record IdentityNumber
{
    const string CheckLetters = "10X98765432";
    static readonly int[] Weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

    IdentityNumber(string full, DateOnly birth) => (Full, Birth) = (full, birth);

    /// <summary>All 18 characters. Never into a log, an address or a file name.</summary>
    public string Full { get; }
    /// <summary>By the number. It may lawfully differ from the archive: warn, do not overwrite.</summary>
    public DateOnly Birth { get; }
    /// <summary>By the number. It may lawfully differ from the archive: warn, do not overwrite.</summary>
    public bool IsMale => (Full[16] - '0') % 2 == 1;
    public string Mask => MaskOf(Full);

    /// <param name="fault">what is wrong, and what to do, in words for the screen</param>
    public static bool TryParse(string? text, [NotNullWhen(true)] out IdentityNumber? number, [NotNullWhen(false)] out string? fault)
    {
        number = null;
        var full = Canonical(text);
        fault = FaultOf(full, out var birth);
        if (fault is not null)
            return false;
        number = new IdentityNumber(full, birth);
        return true;
    }

    static string? FaultOf(string full, out DateOnly birth)
    {
        birth = default;
        if (full == "")
            return "没有填公民身份号码，请填写 18 位号码";
        if (char.IsLetter(full[0]))
            return "这里只填公民身份号码或港澳台居民居住证号码；外国人和其他证件的号码编法不同，请不要填在这里";
        if (full.Length != 18)
            return $"公民身份号码应为 18 位，填的是 {full.Length} 位；请核对原件";
        for (var i = 0; i < 17; i++)
            if (!char.IsAsciiDigit(full[i]))
                return $"第 {i + 1} 位应为数字，填的是“{full[i]}”；请核对原件";
        if (full[0] == '0')
            return "前 6 位是行政区划代码，不会以 0 开头；请核对原件";
        int year = Digits(full, 6, 4), month = Digits(full, 10, 2), day = Digits(full, 12, 2);
        if (Dates.FaultOf(year, month, day) is { } wrong)
            return $"第 7—14 位是出生日期：{wrong}；请核对原件";
        birth = new DateOnly(year, month, day);
        if (birth > Clock.Today)
            return $"第 7—14 位是出生日期：{Dates.Format(birth)} 还没有到；请核对原件";
        return full[17] == CheckOf(full) ? null : $"第 18 位应为 {CheckOf(full)}，填的是 {full[17]}；请核对原件";
    }

    /// <summary>The one spelling under which a number is compared, encrypted and indexed: half-width, no blanks, capital X, 18 characters.</summary>
    public static string Canonical(string? text)
    {
        var plain = Dates.Plain(text).ToUpperInvariant();
        if (plain.Length != 15 || !plain.All(char.IsAsciiDigit))
            return plain;
        var first17 = plain.Insert(6, "19");
        return first17 + CheckOf(first17);
    }

    /// <summary>The check character that belongs behind the first 17 digits.</summary>
    public static char CheckOf(ReadOnlySpan<char> number)
    {
        var sum = 0;
        for (var i = 0; i < 17; i++)
            sum += (number[i] - '0') * Weights[i];
        return CheckLetters[sum % 11];
    }

    /// <summary>First four and last four; of a number too short to hide behind that, nothing.</summary>
    public static string MaskOf(string number)
    {
        var full = Canonical(number);
        return full.Length < 15 ? new string('*', full.Length) : full[..4] + new string('*', full.Length - 8) + full[^4..];
    }

    static int Digits(string text, int start, int length) => int.Parse(text.AsSpan(start, length), CultureInfo.InvariantCulture);

    // Whatever prints the record prints the mask.
    public override string ToString() => Mask;
}
