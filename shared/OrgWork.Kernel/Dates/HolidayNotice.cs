using System.Globalization;
using System.Text.RegularExpressions;

namespace OrgWork.Kernel;

/// <summary>
/// Reads the State Council's yearly notice as it is published: “二、春节：2月15日（周日）至23日（周一）放假调休，共9天。2月14日（周六）、2月28日（周六）上班。”
/// Days of the week and the number of days that stand in it are checked against the calendar, so that a notice of another year does not slip in.
/// </summary>
public static partial class HolidayNotice
{
    public sealed record Day(DateOnly On, bool IsWorking, string Name);

    /// <returns>the days of the notice, or in words what is wrong with it</returns>
    public static (IReadOnlyList<Day> Days, string? Fault) Read(int year, string text)
    {
        var days = new SortedDictionary<DateOnly, Day>();
        foreach (var line in text.Normalize(System.Text.NormalizationForm.FormKC).Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var item = Item().Match(line);
            if (!item.Success) continue;
            var name = item.Groups["name"].Value.Trim();
            foreach (var sentence in item.Groups["rest"].Value.Split('。', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            {
                var isWorking = sentence.EndsWith("上班", StringComparison.Ordinal);
                if (!isWorking && !sentence.Contains("放假", StringComparison.Ordinal)) continue;
                var count = 0;
                foreach (Match span in DaySpan().Matches(sentence))
                {
                    if (DayOf(year, span, "m", "d", "w", null, out var first) is { } wrongFirst) return ([], wrongFirst);
                    var last = first;
                    if (span.Groups["d2"].Success && DayOf(year, span, "m2", "d2", "w2", first.Month, out last) is { } wrongLast) return ([], wrongLast);
                    if (last < first) return ([], $"“{name}”的起止日期颠倒：{span.Value}");
                    for (var day = first; day <= last; day = day.AddDays(1), count++)
                    {
                        if (isWorking && day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday)) return ([], $"{day.Month}月{day.Day}日不是周末，不会是调休上班日；请核对年份");
                        if (!days.TryAdd(day, new(day, isWorking, isWorking ? name + "调休" : name))) return ([], $"{day.Month}月{day.Day}日出现了两次，请核对");
                    }
                }
                if (!isWorking && Total().Match(sentence) is { Success: true } total && int.Parse(total.Groups[1].ValueSpan, CultureInfo.InvariantCulture) != count) return ([], $"“{name}”写着共 {total.Groups[1].Value} 天，读到 {count} 天，请核对");
            }
        }
        return days.Count == 0 ? ([], "没有读到放假安排：请把通知里“一、元旦：……”起的各条原样粘贴") : ([.. days.Values], null);
    }

    static string? DayOf(int year, Match span, string month, string day, string week, int? sameMonth, out DateOnly on)
    {
        on = default;
        var (m, d) = (span.Groups[month].Success ? int.Parse(span.Groups[month].ValueSpan, CultureInfo.InvariantCulture) : sameMonth!.Value, int.Parse(span.Groups[day].ValueSpan, CultureInfo.InvariantCulture));
        if (Dates.FaultOf(year, m, d) is { } fault) return fault;
        on = new(year, m, d);
        if (!span.Groups[week].Success) return null;
        var said = "日一二三四五六".IndexOf(span.Groups[week].Value[^1], StringComparison.Ordinal);
        return said == (int)on.DayOfWeek ? null : $"{year} 年 {m} 月 {d} 日是星期{"日一二三四五六"[(int)on.DayOfWeek]}，通知里写的是“{span.Groups[week].Value}”；请核对年份";
    }

    [GeneratedRegex("^(?:[一二三四五六七八九十]+、)?(?<name>[^:：]{2,12})[:：](?<rest>.+)$", RegexOptions.ExplicitCapture)] private static partial Regex Item();
    [GeneratedRegex(@"(?<m>[0-9]{1,2})月(?<d>[0-9]{1,2})日(\([^)]*?(?<w>(周|星期)[一二三四五六日])\))?(至((?<m2>[0-9]{1,2})月)?(?<d2>[0-9]{1,2})日(\([^)]*?(?<w2>(周|星期)[一二三四五六日])\))?)?", RegexOptions.ExplicitCapture)] private static partial Regex DaySpan();
    [GeneratedRegex("共([0-9]{1,2})天")] private static partial Regex Total();
}
