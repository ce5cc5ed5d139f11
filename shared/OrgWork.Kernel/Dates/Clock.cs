using System.Globalization;

namespace OrgWork.Kernel;

/// <summary>Days and hours as they are where the platform is used, whatever the server's own zone. Nothing else may say what day it is.</summary>
public static class Clock
{
    static readonly TimeZoneInfo Zone = TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai");

    public static DateTimeOffset Now => TimeZoneInfo.ConvertTime(DateTimeOffset.UtcNow, Zone);
    public static DateOnly Today => DateOnly.FromDateTime(Now.DateTime);

    /// <summary>As in lists: 11.21 09:30, with the year when it is not this one.</summary>
    public static string Show(DateTime instant)
    {
        var local = Local(instant);
        return local.ToString(local.Year == Now.Year ? "MM.dd HH:mm" : "yyyy.MM.dd HH:mm", CultureInfo.InvariantCulture);
    }

    /// <summary>As on a record, which may be printed and kept: 2026.11.21 09:30.</summary>
    public static string ShowFull(DateTime instant) => Local(instant).ToString("yyyy.MM.dd HH:mm", CultureInfo.InvariantCulture);

    /// <summary>The day it was here when it happened.</summary>
    public static DateOnly DayOf(DateTime instant) => DateOnly.FromDateTime(Local(instant));

    static DateTime Local(DateTime instant) => TimeZoneInfo.ConvertTimeFromUtc(instant.ToUniversalTime(), Zone);
}
