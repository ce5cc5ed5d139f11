using System.Globalization;
using System.Text.RegularExpressions;
using System.Text;
using OrgWork.Kernel;

namespace OrgWork.Cadres;

/// <summary>One stretch of a résumé, or a line that belongs to none.</summary>
/// <param name="From">null for a line without a date: a note, or one that could not be read</param>
sealed record ResumeLine(int Number, string Raw, Month? From, Month? To, bool IsOpen, string Text)
{
    /// <summary>What whoever answers for it should look at. Nothing is put right by itself.</summary>
    public List<string> Doubts { get; } = [];
    public string Period => From is null ? "" : IsOpen ? $"{From}--" : $"{From}--{To}";
    public string Standard => From is null ? Text : $"{From}--{(IsOpen ? "       " : To.ToString())}  {Text}";
}

/// <summary>简历 as the form prints it, taken apart line by line: yyyy.MM--yyyy.MM, two blanks, what one was.</summary>
static partial class ResumeText
{
    /// <summary>As the record keeps it: older programs wrote ~ for a line break, and wrapped long lines with blanks.</summary>
    public static string Stored(string text, out IReadOnlyList<string> notes)
    {
        var said = new List<string>();
        notes = said;
        if (!text.Contains('\n') && TildeBreak().IsMatch(text))
        {
            text = TildeBreak().Replace(text, "\n");
            said.Add("简历里的“~”按旧版编辑器的换行处理");
        }
        var lines = new List<string>();
        var joined = 0;
        foreach (var line in text.Split('\n').Select(line => line.TrimEnd()))
        {
            if (lines.Count > 0 && lines[^1] != "" && Wrapped().IsMatch(line) && !Dated().IsMatch(line.TrimStart(' ', '\u3000', '\t')))
            {
                lines[^1] += line.Trim(' ', '\u3000', '\t');
                joined++;
            }
            else lines.Add(line);
        }
        if (joined > 0) said.Add($"简历里有 {joined} 行是折行，已并入上一行");
        return string.Join('\n', lines).Trim();
    }

    public static IReadOnlyList<ResumeLine> Read(string? text, Month today)
    {
        var lines = new List<ResumeLine>();
        if (string.IsNullOrWhiteSpace(text)) return lines;
        var number = 0;
        foreach (var raw in text.ReplaceLineEndings("\n").Split('\n'))
        {
            number++;
            if (string.IsNullOrWhiteSpace(raw)) continue;
            lines.Add(ReadLine(number, raw.TrimEnd(), today));
        }
        Compare(lines);
        return lines;
    }

    static ResumeLine ReadLine(int number, string raw, Month today)
    {
        var match = Dated().Match(raw.TrimStart());
        if (!match.Success)
        {
            var note = new ResumeLine(number, raw, null, null, false, raw.Trim());
            if (LooksDated().IsMatch(note.Text)) note.Doubts.Add("起止年月无法读出，请写成 2001.07--2004.11");
            return note;
        }
        var (from, to) = (MonthOf(match, "fy", "fm"), MonthOf(match, "ty", "tm"));
        var hasEnd = match.Groups["ty"].Success;
        var line = new ResumeLine(number, raw, from, to, !hasEnd, match.Groups["text"].Value.Trim());
        if (from is null) line.Doubts.Add("起始年月不存在，月份应为 01—12");
        if (hasEnd && to is null) line.Doubts.Add("终止年月不存在，月份应为 01—12");
        if (from is { } begin && to is { } end && end < begin) line.Doubts.Add("终止年月早于起始年月");
        if (from > today || to > today) line.Doubts.Add("年月在今天之后");
        if (line.Text == "") line.Doubts.Add("没有写单位和职务");
        if (line.Doubts.Count == 0 && raw != line.Standard && !raw.StartsWith(line.Standard, StringComparison.Ordinal)) line.Doubts.Add($"写法不规范，规范写法为“{line.Period}”后空{(line.IsOpen ? "九" : "两")}格");
        return line;
    }

    static void Compare(List<ResumeLine> lines)
    {
        var dated = lines.Where(line => line.From is not null).ToList();
        for (var i = 0; i < dated.Count; i++)
        {
            var line = dated[i];
            if (line.IsOpen && i < dated.Count - 1) line.Doubts.Add("没有终止年月，但后面还有经历");
            if (!line.IsOpen && i == dated.Count - 1 && line.To is not null) line.Doubts.Add("最后一段有终止年月，看不出现在做什么");
            if (i == 0) continue;
            var before = dated[i - 1];
            if (line.From!.Value < before.From!.Value) line.Doubts.Add($"早于上一段的起始年月 {before.From}，顺序颠倒");
            else if (before.To is { } end && line.From!.Value < end) line.Doubts.Add($"与上一段重叠 {line.From!.Value.MonthsUntil(end)} 个月（上一段到 {end}）");
            else if (before.To is { } last && last < line.From!.Value) line.Doubts.Add($"与上一段之间空 {last.MonthsUntil(line.From!.Value)} 个月（上一段到 {last}）");
        }
        if (dated.Count == 0 && lines.Count > 0) lines[0].Doubts.Add("没有一行以年月开头");
    }

    /// <summary>Which posts of the record the résumé does not mention, by the month they began.</summary>
    public static IEnumerable<string> MissingPosts(IReadOnlyList<ResumeLine> lines, IEnumerable<(Month From, string Name)> posts) =>
        from post in posts
        where !lines.Any(line => line.From == post.From)
        select $"任职表里 {post.From} 起任“{post.Name}”，简历里没有从这个月开始的一段";

    static Month? MonthOf(Match match, string year, string month)
    {
        if (!match.Groups[year].Success) return null;
        var (y, m) = (int.Parse(match.Groups[year].ValueSpan, CultureInfo.InvariantCulture), int.Parse(match.Groups[month].ValueSpan, CultureInfo.InvariantCulture));
        return y is >= 1900 and <= 2200 && m is >= 1 and <= 12 ? new Month(y, m) : null;
    }

    // Dots may be missing or full-width, a month may have one digit, the sign between is anything; 至今 and 今 are open ends.
    [GeneratedRegex(@"^(?<fy>[12][0-9]{3})(?:[.．年/]\s?(?<fm>[0-9]{1,2})月?|(?<fm>[0-9]{2}))[ \u3000\t]*(?:[-—–－─~～至]{1,3})[ \u3000\t]*(?:(?<ty>[12][0-9]{3})(?:[.．年/]\s?(?<tm>[0-9]{1,2})月?|(?<tm>[0-9]{2}))|今|现在)?[ \u3000\t]*(?<text>.*)$", RegexOptions.Singleline)]
    private static partial Regex Dated();
    [GeneratedRegex(@"^[12][0-9]{3}[.．年/]?[0-9]{1,2}")] private static partial Regex LooksDated();
    [GeneratedRegex(@"^(?: {16,}|\u3000{8,}|\t{2,})\S")] private static partial Regex Wrapped();
    [GeneratedRegex(@"~(?=[12][0-9]{3}[.．]?[0-9]{1,2}[ ]*[-—–－至])")] private static partial Regex TildeBreak();
}
