using System.Globalization;
using System.Text.RegularExpressions;

namespace OrgWork.Kernel;

/// <summary>Texts as official forms write them.</summary>
public static partial class FormText
{
    static readonly string[] SaysDead = ["去世", "死亡", "逝世", "已逝", "已故"];
    /// <summary>Where the text of a résumé line begins: yyyy.MM--yyyy.MM and two blanks.</summary>
    const int DateColumns = 16;

    /// <summary>1978.03 and below it （47岁）.</summary>
    public static string BirthWithAge(DateOnly? birth, DateOnly reckoning) =>
        birth is { } day ? $"{Month.Of(day)}\n（{Month.Of(day).AgeAt(reckoning)}岁）" : "";

    public static string MonthOf(DateOnly? day) => day is { } known ? Month.Of(known).ToString() : "";

    /// <summary>2026年11月21日.</summary>
    public static string LongDate(DateOnly day) => day.ToString("yyyy年M月d日", CultureInfo.InvariantCulture);

    /// <summary>The age of a relative: empty for one who has died, whose row says so.</summary>
    public static string AgeOfRelative(DateOnly? birth, DateOnly reckoning, params ReadOnlySpan<string?> words)
    {
        foreach (var text in words)
            if (text is not null && SaysDead.Any(word => text.Contains(word, StringComparison.Ordinal))) return "";
        return birth is { } day ? Month.Of(day).AgeAt(reckoning).ToString(CultureInfo.InvariantCulture) : "";
    }

    /// <summary>入党时间 as the form prints it: the month for a Party member, the other party's name in brackets.</summary>
    /// <param name="politics">code of 政治面貌, GB/T 4762</param>
    public static string PartyTime(string? politics, DateOnly? joined) => politics switch
    {
        "04" or "05" or "06" or "07" or "08" or "09" or "10" or "11" when joined is not null => $"{StandardCodes.Politics.NameOf(politics)}（{MonthOf(joined)}）",
        "04" or "05" or "06" or "07" or "08" or "09" or "10" or "11" or "12" => $"（{StandardCodes.Politics.NameOf(politics)}）",
        _ => MonthOf(joined),
    };

    /// <summary>One line of a résumé: 1996.09--2000.07 and the text, which begins in the 19th half-width column.</summary>
    public static string ResumeLine(DateOnly from, DateOnly? to, string text) =>
        to is { } end ? $"{Month.Of(from)}--{Month.Of(end)}  {text}" : $"{Month.Of(from)}--         {text}";

    /// <summary>Date and text of a line; the date is empty for one that continues what stands above it.</summary>
    public static (string Date, string Text) PartsOfResumeLine(string line) =>
        ResumeDate().Match(line) is { Success: true } found ? (found.Groups["date"].Value.TrimEnd(), line[found.Length..]) : ("", line.TrimStart(' ', '\u3000'));

    /// <summary>A résumé as it is stored, with its lines in the form's own way: known dates, no blanks at the start of wrapped lines.</summary>
    public static string Resume(string? stored)
    {
        if (string.IsNullOrWhiteSpace(stored)) return "";
        var lines = stored.ReplaceLineEndings("\n").TrimEnd().Split('\n').Select(line =>
        {
            var (date, text) = PartsOfResumeLine(line.TrimEnd());
            return date == "" ? text : date.PadRight(DateColumns) + "  " + text;
        });
        return string.Join('\n', lines);
    }

    /// <summary>Columns of dates in a document: 2023年年度考核优秀；2024年年度考核称职.</summary>
    public static string Assessments(IEnumerable<(int Year, string Grade)> years) =>
        string.Join('；', years.OrderBy(year => year.Year).Select(year => $"{year.Year}年年度考核{year.Grade}"));

    /// <summary>A name for a file: nothing that some system refuses.</summary>
    public static string FileName(string text) => Unfit().Replace(text, "").Trim(' ', '.') is { Length: > 0 } name ? name.Length > 80 ? name[..80] : name : "文件";

    [GeneratedRegex(@"^\s*(?<date>\d{4}[.．]\d{2}--(?:\d{4}[.．]\d{2})?)[ \u3000\t]*")] private static partial Regex ResumeDate();
    [GeneratedRegex(@"[\\/:*?""<>|\p{C}]")] private static partial Regex Unfit();
}
