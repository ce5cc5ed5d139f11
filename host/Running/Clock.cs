namespace OrgWork.Host;

/// <summary>Days as they are where the platform is used, whatever the server's own zone.</summary>
static class Clock
{
    static readonly TimeZoneInfo Zone = TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai");
    public static DateTimeOffset Now => TimeZoneInfo.ConvertTime(DateTimeOffset.UtcNow, Zone);
    public static DateOnly Today => DateOnly.FromDateTime(Now.DateTime);
}
