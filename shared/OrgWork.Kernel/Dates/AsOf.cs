using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace OrgWork.Kernel;

/// <summary>The day that something is shown as of, as it stands in an address: <c>?asof=2025-12-31</c>.</summary>
public static class AsOf
{
    public const string Key = "asof";

    /// <summary>Nothing for today: what is shown then is as it is.</summary>
    public static bool TryParse(string? text, DateOnly today, out DateOnly? day, [NotNullWhen(false)] out string? fault)
    {
        (day, fault) = (null, null);
        if (string.IsNullOrWhiteSpace(text)) return true;
        if (!Dates.TryParse(text, out var date, out fault))
        {
            fault = "数据日期：" + fault;
            return false;
        }
        if (date > today)
        {
            fault = $"数据日期 {Dates.Format(date)} 晚于今天；只能看今天和以前";
            return false;
        }
        if (date < today) day = date;
        return true;
    }

    public static string Format(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}

/// <summary>Marks an address whose page can be shown as of any day; on a page model of a module's own as an attribute.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class ShowsAnyDayAttribute : Attribute;
