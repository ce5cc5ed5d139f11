namespace OrgWork.Talent;

/// <summary>What is counted of a year from the registers: for the sheet of the year, and for the targets that count themselves.</summary>
public static class YearLines
{
    /// <param name="Path">the list behind the number, with <c>{0}</c> for the year</param>
    /// <param name="Sql">from <c>@from</c> to before <c>@to</c>; ends in its condition, so that a place can be added</param>
    /// <param name="Says">what the number stands for, when it is no count: the line is shown, and no target can be set on it</param>
    public sealed record Line(string Code, string Group, string Title, string Counter, string Path, string Sql, CodeSet? Says = null)
    {
        public string Show(long n) => Says is null ? $"{n:#,##0}" : n == 0 ? "—" : Says.NameOf($"{n}");
    }

    const string Arrived = "from introduction where removed_at is null and verified_on is not null and arrived_on >= @from and arrived_on < @to and form = ";
    const string Days = "arrived_on.from={0}.01.01&arrived_on.to={0}.12.31&verified_on.from=1900.01.01";

    const string Achieved = "select count(*) from talent_achievement where removed_at is null and achieved_on >= @from and achieved_on < @to and", Months = "achieved_on.from={0}.01&achieved_on.to={0}.12";

    public static readonly IReadOnlyList<Line> All =
    [
        new("01", "引进", "引进高层次人才（A—D 类，全职）", "人", "introductions?form=1&grade=A,B,C,D&" + Days, $"select count(*) {Arrived}'1' and grade in ('A', 'B', 'C', 'D')"),
        new("02", "引进", "引进全日制本科以上人才（全职）", "人", "introductions?form=1&study_kind=1&" + Days, $"select count(*) {Arrived}'1' and study_kind = '1' and left(education, 1) in ('1', '2')"),
        new("03", "引进", "引进关键技术、高新产业人才", "人", "introductions?form=1&is_key_tech=1&" + Days, $"select count(*) {Arrived}'1' and is_key_tech"),
        new("04", "引进", "柔性引进", "人", "introductions?form=2&" + Days, $"select count(*) {Arrived}'2'"),
        new("05", "需求", "供需对接签约", "对", "pairings?signed_on.from={0}.01.01&signed_on.to={0}.12.31", "select count(*) from pairing where removed_at is null and signed_on >= @from and signed_on < @to"),
        new("06", "需求", "举办招引活动（有成效表）", "场", "recruitments?held_on.from={0}.01.01&held_on.to={0}.12.31&outcome_on.from=1900.01.01", "select count(*) from recruitment where removed_at is null and outcome_on is not null and held_on >= @from and held_on < @to"),
        new("07", "政策", "兑现政策资金", "元", "applications?paid_on.from={0}.01.01&paid_on.to={0}.12.31", "select coalesce(sum(granted), 0) from application where removed_at is null and paid_on >= @from and paid_on < @to"),
        new("08", "政策", "政策受益", "人（家）", "applications?paid_on.from={0}.01.01&paid_on.to={0}.12.31", "select count(distinct coalesce(talent_id, employer_id)) from application where removed_at is null and paid_on >= @from and paid_on < @to"),
        new("09", "服务", "现行服务事项", "项", "service-items", "select count(*) from service_item where removed_at is null and (ended_on is null or ended_on >= @to)"),
        new("10", "服务", "办结服务单", "件", "service-orders?done_on.from={0}.01.01&done_on.to={0}.12.31", "select count(*) from service_order where removed_at is null and done_on >= @from and done_on < @to"),
        new("11", "联系", "走访联系人才、用人单位", "次", "visits?visited_on.from={0}.01.01&visited_on.to={0}.12.31", "select count(*) from visit where removed_at is null and visited_on >= @from and visited_on < @to"),
        new("12", "联系", "专家解决基层难题", "件", "dispatches?solved_on.from={0}.01.01&solved_on.to={0}.12.31", "select count(*) from dispatch where removed_at is null and solved_on >= @from and solved_on < @to"),
        new("13", "合作", "签订校地、产学研合作协议", "份", "cooperations?signed_on.from={0}.01.01&signed_on.to={0}.12.31&verified_on.from=1900.01.01", "select count(*) from cooperation where removed_at is null and verified_on is not null and signed_on >= @from and signed_on < @to"),
        new("14", "合作", "科研合作、转化成果", "项", "governance/cooperation?year={0}", "select count(*) from cooperation_result where removed_at is null and verified_on is not null and kind = '2' and achieved_on >= @from and achieved_on < @to"),
        new("15", "平台", "新开的人才载体", "个", "facilities?opened_on.from={0}.01.01&opened_on.to={0}.12.31", "select count(*) from facility where removed_at is null and opened_on >= @from and opened_on < @to"),
        new("16", "平台", "奖励引才育才平台", "元", "reward-batches?paid_on.from={0}.01.01&paid_on.to={0}.12.31", "select coalesce(sum(amount), 0) from reward_batch where removed_at is null and paid_on >= @from and paid_on < @to"),
        new("17", "成果", "人才获得科技奖励、技能竞赛奖", "项", "talent-results?kind=3,6&" + Months, $"{Achieved} kind in ('3', '6')"),
        new("18", "成果", "人才发表论文、出版著作", "篇（部）", "talent-results?kind=1&" + Months, $"{Achieved} kind = '1'"),
        new("19", "成果", "人才获得发明专利", "项", "talent-results?kind=2&" + Months, $"{Achieved} kind = '2'"),
        // Of the place itself: what its counties were given is theirs.
        new("20", "考核", "上级考核档次", "", "upper-grades?year={0}", "select coalesce(min(grade), '0')::bigint from upper_grade where removed_at is null and year = extract(year from @from::date)::int and locality_path = @place", TalentCodes.AppraisalGrade),
    ];

    public static readonly CodeSet Indicator = new("talent_indicator", "自动取数的指标", "年度成效各项", [.. All.Where(line => line.Says is null).Select(line => new Code(line.Code, line.Title))]);

    /// <summary>The sheet of a year as it was locked.</summary>
    public static readonly Register Locked = new()
    {
        Id = "year-lines", Title = "年度成效封存", Noun = "封存的数", Counter = "项", Table = "year_line", ReadPermission = "talent.figures.read", WritePermission = "talent.figures.edit", IsLedger = true,
        Fields = [Field.Text("title", "项目").Wide(), Field.Number("year", "年度").Listed().FirstFilter(), Field.Text("line_group", "类别").Listed().Filter(), Field.Text("shown", "封存的数").Listed(), Field.Text("counter", "单位").Listed(), Field.Date("frozen_on", "数据截至").Listed()],
    };

    public static Line? Find(string? code) => All.FirstOrDefault(line => line.Code == code);
}
