namespace OrgWork.Grassroots;

/// <summary>What is set for the theme day of a month, by whom.</summary>
public sealed record MonthTheme(Guid Id, string Theme, DateOnly MonthOn, string? Programme, string? DocumentNo, string Place);

/// <summary>主题党日每月主题: set by a county, or a township for its own; the branches below read the nearest one and find it filled in when they write their theme day.</summary>
public static class MonthThemes
{
    public const string Plan = "grassroots.life.plan";

    public static readonly Register Register = new()
    {
        Id = "month-themes", Title = "主题党日每月主题", Noun = "每月主题", Counter = "个", Table = "month_theme", ReadPermission = PartyMeetings.Read, WritePermission = Plan,
        Fields =
        [
            Field.Text("theme", "主题", 100).Required().Wide(), Field.Month("month_on", "月份").Required().Listed().FirstFilter().Sortable(), Field.LongText("programme", "活动方案、要求", 2000), Field.Text("document_no", "文号", 60).Listed(),
        ],
        Conditions = [new("本年", "month_on.from=-1y")],
    };

    /// <summary>Of a place's month: its own where it has one, else the nearest above.</summary>
    internal static Task<MonthTheme?> OfAsync(Db db, string path, DateOnly day, CancellationToken stop) => db.FirstAsync<MonthTheme>("""
        select t.id, t.theme, t.month_on, t.programme, t.document_no, coalesce(l.name, '') as place from month_theme t left join org.locality l on l.path = t.locality_path
        where t.removed_at is null and t.month_on = @month and starts_with(@path, t.locality_path) order by length(t.locality_path) desc limit 1
        """, new { path, month = new DateOnly(day.Year, day.Month, 1) }, stop);
}
