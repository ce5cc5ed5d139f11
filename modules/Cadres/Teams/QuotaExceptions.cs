namespace OrgWork.Cadres;

/// <summary>By how many a team may exceed its approved number, and until when: a level's alone where one is named.</summary>
public sealed record AgreedExtra(Guid TeamId, string? Level, int Extra, string DocumentNo, DateOnly EndsOn);

/// <summary>超职数审批 (C2.2): nobody is put above the approved number until the level above has agreed to it here. The officer of the team's place asks; the section head of a place above answers.</summary>
static class QuotaExceptions
{
    const string Read = "cadres.teams.read", Ask = "cadres.teams.edit", Decide = "cadres.teams.exceed";

    static readonly CodeSet States = new("quota_exception_state", "状态", "本平台", [new("1", "待上级批复"), new("2", "同意"), new("3", "不同意")]);
    static readonly CodeSet Answers = new("quota_exception_answer", "批复", "本平台", [new("2", "同意"), new("3", "不同意")]);

    /// <summary>What is agreed to and in force on a day, of team <c>t</c>.</summary>
    public static string InForce(string day, string level = "") => $"coalesce((select sum(e.extra) from cadres.quota_exception e where e.team_id = t.id and e.removed_at is null and e.state = '2' and e.decided_on <= {day} and e.ends_on > {day}{(level == "" ? "" : $" and e.level = {level}")}), 0)::int";

    public static readonly Register Register = new()
    {
        Id = "quota-exceptions", Title = "超职数审批", Noun = "申请", Counter = "件", Table = "quota_exception", ReadPermission = Read, WritePermission = Ask,
        Fields =
        [
            Field.Text("title", "申请", 80).Required().Wide().Hinted("如 县甲局党组暂超 1 名副职"), (Field.Row("team_id", "班子", "teams") with { IsRequired = true, IsListed = true }).Filter(), Field.Code("level", "职务层次", StandardCodes.PostLevel).Hinted("只超某一层次的填；不填的，是整个班子的职数"),
            Field.Number("extra", "拟超配（名）", 1, 20).Required().Listed(), Field.LongText("reason", "理由", 500).Required(), Field.LongText("absorption", "消化办法", 500).Required().Hinted("谁、何时退出或者交流"), Field.Date("ends_on", "消化期限").Required().Listed().Filter().Sortable().Hinted("到这一天还超的，按超职数提示"),
            Field.Code("state", "状态", States).Listed().FirstFilter().ByDeed(), Field.Date("decided_on", "批复日期").Listed().ByDeed(), Field.Text("decided_by", "批复人").ByDeed(), Field.Text("document_no", "批复文号", 60).Listed().ByDeed(), Field.LongText("words", "批复意见", 500).ByDeed(),
        ],
        Conditions = [new("待上级批复", "state=1") { Light = "yellow" }, new("同意", "state=2"), new("不同意", "state=3")],
        Deeds = [Answer],
    };

    static RegisterDeed Answer => new("answer", "批复", Decide)
    {
        Consequence = "同意的，到消化期限以前，配备在批准的人数以内不再拦；不同意的，不得超过核定职数。批复以后不再改",
        Fields = [Field.Code("state", "批复", Answers).Required(), Field.Date("decided_on", "批复日期").Required().Past(), Field.Text("document_no", "批复文号", 60).Hinted("同意的必填"), Field.LongText("words", "批复意见", 500)],
        Done = async (db, deed, stop) =>
        {
            var (answer, on, no) = (deed.Text("state"), deed.Day("decided_on"), deed.Text("document_no"));
            if (await db.FirstAsync<(string State, DateOnly EndsOn, Guid? Asked)?>("select state, ends_on, created_by from quota_exception where id = @Id", new { deed.Id }, stop) is not { State: "1" } one) return "已经批复";
            if (one.Asked == db.Actor.Id) return "申请人不能批复自己的申请";
            // From the page of a place above; for the teams of the highest place the answer of whoever stands above it is entered by a second person.
            var isAbove = deed.LocalityPath != db.Scope.Top && deed.LocalityPath.StartsWith(db.Scope.Top, StringComparison.Ordinal);
            if (!isAbove && await db.FirstAsync<string>("select name from org.locality where starts_with(@LocalityPath, path) and path <> @LocalityPath order by length(path) desc limit 1", new { deed.LocalityPath }, stop) is { } above) return $"由上一级批复：请{above}的组织部门在{above}的页面办理";
            if (answer == "2" && no is null) return "同意的请填批复文号";
            if (answer == "2" && one.EndsOn <= on) return $"消化期限 {Dates.Format(one.EndsOn)} 不晚于批复日期，请退回重报";
            await db.ExecuteAsync("update quota_exception set state = @answer, decided_on = @on, decided_by = @By, document_no = @no, words = @words, version = version + 1, changed_at = now(), changed_by = @actor where id = @Id", new { deed.Id, answer, on, deed.By, no, words = deed.Text("words"), actor = db.Actor.Id }, stop);
            return null;
        },
    };
}
