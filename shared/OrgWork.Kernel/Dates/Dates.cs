using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace OrgWork.Kernel;

/// <summary>Dates as officers type and print them.</summary>
public static partial class Dates
{
    const int FirstYear = 1800, LastYear = 2200;

    /// <summary>As in tables: 2026.11.21.</summary>
    public static string Format(DateOnly date) => date.ToString("yyyy.MM.dd", CultureInfo.InvariantCulture);

    /// <summary>Reads 2026.11.21, 2026-11-21, 2026/11/21, 20261121 and 2026年11月21日, full-width digits included.</summary>
    /// <param name="fault">what is wrong, and what to do, in words for the screen</param>
    public static bool TryParse(string? text, out DateOnly date, [NotNullWhen(false)] out string? fault)
    {
        date = default;
        var plain = Plain(text);
        fault = plain == "" ? "没有填日期" : YearAndMonth().IsMatch(plain) ? $"还要填到日，如 2026.11.21；填的是“{Quote(text)}”" : null;
        if (fault is not null)
            return false;
        var match = YearMonthDay().Match(plain);
        if (!match.Success)
        {
            fault = Unreadable(plain, text, "2026.11.21");
            return false;
        }
        int year = Number(match, "y"), month = Number(match, "m"), day = Number(match, "d");
        if (FaultOf(year, month, day) is { } wrong)
        {
            fault = $"{wrong}；请核对";
            return false;
        }
        date = new DateOnly(year, month, day);
        return true;
    }

    /// <summary>Why there is no such day; null when there is.</summary>
    internal static string? FaultOf(int year, int month, int day = 1)
    {
        if (year is < FirstYear or > LastYear)
            return $"年份应在 {FirstYear}—{LastYear} 之间，填的是 {year}";
        if (month is < 1 or > 12)
            return $"月份应为 01—12，填的是 {month:00}";
        var days = DateTime.DaysInMonth(year, month);
        if (day > days)
            return $"{year} 年 {month} 月只有 {days} 天，填的是 {day} 日";
        return day < 1 ? "日应从 01 起，填的是 00" : null;
    }

    internal static string Unreadable(string plain, string? text, string example) =>
        ShortYear().IsMatch(plain) ? $"年份请写四位，如 {example}；填的是“{Quote(text)}”" : $"看不懂“{Quote(text)}”，请按 {example} 的样子填写";

    internal static int Number(Match match, string group) => int.Parse(match.Groups[group].ValueSpan, CultureInfo.InvariantCulture);

    /// <summary>What was typed, without full-width forms and without the blanks that come along from other programs.</summary>
    internal static string Plain(string? text)
    {
        // A lone half of a surrogate pair, which only a broken file can contain, has no normal form.
        if (string.IsNullOrEmpty(text) || !IsWellFormed(text))
            return text ?? "";
        var normal = text.Normalize(NormalizationForm.FormKC);
        return string.Concat(normal.Where(c => !char.IsWhiteSpace(c) && char.GetUnicodeCategory(c) != UnicodeCategory.Format));
    }

    static bool IsWellFormed(string text)
    {
        for (var rest = text.AsSpan(); rest.Length > 0;)
        {
            if (Rune.DecodeFromUtf16(rest, out _, out var length) != System.Buffers.OperationStatus.Done)
                return false;
            rest = rest[length..];
        }
        return true;
    }

    internal static string Quote(string? text) => text!.Trim() is { Length: > 20 } all ? all[..20] + "…" : text.Trim();

    [GeneratedRegex("^(?<y>[0-9]{4})([.。/年–—-](?<m>[0-9]{1,2})[.。/月–—-](?<d>[0-9]{1,2})[日号]?|(?<m>[0-9]{2})(?<d>[0-9]{2}))$", RegexOptions.ExplicitCapture)]
    internal static partial Regex YearMonthDay();

    [GeneratedRegex("^(?<y>[0-9]{4})([.。/年–—-](?<m>[0-9]{1,2})月?|(?<m>[0-9]{2}))$", RegexOptions.ExplicitCapture)]
    internal static partial Regex YearAndMonth();

    [GeneratedRegex("^[0-9]{2}[.。/年–—-][0-9]{1,2}([.。/月–—-]|$)", RegexOptions.ExplicitCapture)]
    private static partial Regex ShortYear();
}
