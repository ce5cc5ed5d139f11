namespace OrgWork.Grassroots;

/// <summary>What decisions about membership change in the register, on the day they count from. Rows stay; nobody is deleted.</summary>
static class StandingEffects
{
    const string Gone = "这名党员已不在名册上；请先核对党员名册";

    public static async Task<string?> RegisterAsync(Db db, StepDeed deed, CancellationToken stop)
    {
        if (deed.Outcome!.Id != "lost") return deed.Facts["cause"] == "1" ? "事由是失去联系，请选“失去联系，开始查找”" : deed.Facts["abroad_since"] is null ? "请填写出国（境）日期" : null;
        if (deed.Facts["cause"] != "1") return "事由不是失去联系，请选“在国（境）外，提请停止党籍”";
        if (deed.Facts.Day("lost_on") is not { } lost) return "请填写失去联系日期";
        if (lost > deed.On) return $"失去联系日期 {Dates.Format(lost)} 晚于登记日期，请核对";
        await db.TakesEffectAsync(deed.On, stop);
        return await db.ExecuteAsync("update member set membership_state = '2', lost_on = @lost, version = version + 1 where id = @SubjectId and left_on is null and removed_at is null", new { lost, deed.Case.SubjectId }, stop) == 0 ? Gone : null;
    }

    public static async Task<string?> FoundAsync(Db db, StepDeed deed, CancellationToken stop)
    {
        if (deed.Outcome!.Id != "found") return null;
        await db.TakesEffectAsync(deed.On, stop);
        return await db.ExecuteAsync("update member set membership_state = '1', lost_on = null, version = version + 1 where id = @SubjectId and left_on is null and removed_at is null", new { deed.Case.SubjectId }, stop) == 0 ? Gone : null;
    }

    public static async Task<string?> SuspendAsync(Db db, StepDeed deed, CancellationToken stop)
    {
        if (deed.Outcome!.Id != "approved") return null;
        await db.TakesEffectAsync(deed.On, stop);
        if (await db.ExecuteAsync("update member set membership_state = '3', suspended_on = @On, version = version + 1 where id = @SubjectId and left_on is null and removed_at is null", new { deed.On, deed.Case.SubjectId }, stop) == 0) return Gone;
        await MoveAsync(db, deed, "004", "停止党籍", stop);
        return null;
    }

    public static async Task<string?> RestoreAsync(Db db, StepDeed deed, CancellationToken stop)
    {
        if (deed.Outcome!.Id != "approved") return null;
        await db.TakesEffectAsync(deed.On, stop);
        // While membership is suspended the years in the Party do not count; a month begun is a month.
        if (await db.ExecuteAsync("""
            update member set membership_state = '1', lost_on = null, suspended_on = null, version = version + 1,
                interrupted_months = least(600, interrupted_months + coalesce((select (extract(year from a.lasted) * 12 + extract(month from a.lasted))::int + (extract(day from a.lasted) > 0)::int from (select age(@On, suspended_on) as lasted) a where suspended_on < @On), 0))
            where id = @SubjectId and left_on is null and removed_at is null
            """, new { deed.On, deed.Case.SubjectId }, stop) == 0) return Gone;
        await MoveAsync(db, deed, "002", "恢复党籍", stop);
        return null;
    }

    public static async Task<string?> LeaveAsync(Db db, StepDeed deed, CancellationToken stop)
    {
        if (deed.Outcome!.Id != "approved") return null;
        return await OutAsync(db, deed, stop);
    }

    static async Task<string?> OutAsync(Db db, StepDeed deed, CancellationToken stop)
    {
        await db.TakesEffectAsync(deed.On, stop);
        var kind = deed.Facts["exit_kind"];
        var state = await db.FirstAsync<string>("update member set left_on = @On, left_kind = '003', exit_kind = @kind, version = version + 1 where id = @SubjectId and left_on is null and removed_at is null returning membership_state", new { deed.On, kind, deed.Case.SubjectId }, stop);
        if (state is null) return Gone;
        // Whose membership was suspended was taken off the count that day already.
        if (state != "3") await MoveAsync(db, deed, "003", StandardCodes.PartyEntryAndExit.NameOf(kind ?? ""), stop);
        return null;
    }

    public static async Task<string?> PunishAsync(Db db, StepDeed deed, CancellationToken stop)
    {
        if (deed.Outcome!.Id == "refused") return null;
        var kind = deed.Facts["punishment"]!;
        // 留党察看: until rights are restored, and two years from then; 开除党籍: not to be admitted again for five years.
        var until = kind switch { "02250" => deed.On.AddMonths(12), "02251" => deed.On.AddMonths(18), "02257" => deed.On.AddYears(2), "02258" => deed.Facts.Day("watch_ends_on")!.Value.AddYears(2), _ => deed.On.AddYears(5) };
        await db.ExecuteAsync("""
            insert into member_honour (member_id, locality_path, kind, title, awarded_on, authority, affects_until_on, document_no)
            select m.id, m.locality_path, @kind, @title, @On, @authority, @until, @document from member m where m.id = @SubjectId
            """, new { kind, title = "党内" + GrassrootsCodes.HonourKind.NameOf(kind), deed.On, authority = deed.Facts["authority"], until, document = deed.Facts["document_no"], deed.Case.SubjectId }, stop);
        if (kind == "02259") return await OutAsync(db, deed, stop);
        if (kind != "02258") return null;
        await db.TakesEffectAsync(deed.On, stop);
        return await db.ExecuteAsync("update member set no_vote_until_on = @ends, version = version + 1 where id = @SubjectId and left_on is null and removed_at is null", new { ends = deed.Facts.Day("watch_ends_on"), deed.Case.SubjectId }, stop) == 0 ? Gone : null;
    }

    public static async Task<string?> WatchOverAsync(Db db, StepDeed deed, CancellationToken stop)
    {
        if (deed.Outcome!.Id == "expelled") return await OutAsync(db, deed, stop);
        var ends = deed.Outcome.Id == "extended" ? deed.Facts.Day("watch_ends_on") : null;
        await db.ExecuteAsync("""
            update member_honour set affects_until_on = @until, version = version + 1
            where id = (select id from member_honour where member_id = @SubjectId and kind = '02258' and removed_at is null order by awarded_on desc limit 1)
            """, new { until = (ends ?? deed.On).AddYears(2), deed.Case.SubjectId }, stop);
        await db.TakesEffectAsync(deed.On, stop);
        return await db.ExecuteAsync("update member set no_vote_until_on = @ends, version = version + 1 where id = @SubjectId and left_on is null and removed_at is null", new { ends, deed.Case.SubjectId }, stop) == 0 ? Gone : null;
    }

    static Task<int> MoveAsync(Db db, StepDeed deed, string kind, string remark, CancellationToken stop) => db.ExecuteAsync("""
        insert into member_move (member_id, locality_path, kind, moved_on, from_organisation, remark)
        select m.id, m.locality_path, @kind, @On, o.name, @remark from member m join organisation o on o.id = m.organisation_id where m.id = @SubjectId
        """, new { kind, deed.On, remark = $"{remark}（案号 {deed.Case.Number}）", deed.Case.SubjectId }, stop);
}
