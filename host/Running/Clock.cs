namespace OrgWork.Host;

/// <summary>Days as they are where the platform is used, whatever the server's own zone.</summary>
static class Clock
{
    static readonly TimeZoneInfo Zone = TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai");
    public static DateTimeOffset Now => TimeZoneInfo.ConvertTime(DateTimeOffset.UtcNow, Zone);
    /// <summary>As in lists: 11.21 09:30, with the year when it is not this one.</summary>
    public static string Show(DateTime instant)
    {
        var local = TimeZoneInfo.ConvertTimeFromUtc(instant.ToUniversalTime(), Zone);
        return local.ToString(local.Year == Now.Year ? "MM.dd HH:mm" : "yyyy.MM.dd HH:mm");
    }
    public static DateOnly Today => DateOnly.FromDateTime(Now.DateTime);
}
