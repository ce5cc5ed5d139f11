namespace OrgWork.Grassroots;

/// <summary>What 发展党员 changes beside the case: the stage of the applicant, the register of members.</summary>
static class AdmissionEffects
{
    /// <summary>Stage and dates of the applicant, and of the member once there is one, follow the case wherever it goes: on, back, or to its end.</summary>
    public static async Task FollowAsync(Db db, ProcedureCase one, CancellationToken stop)
    {
        var facts = one.Facts;
        var isMember = facts["admission"] == "approved";
        var stage = one.State == "stopped" ? "9" : facts["is_full"] == "true" ? "5" : isMember ? "4" : facts["candidate_on"] is not null ? "3" : facts["activist_on"] is not null ? "2" : "1";
        // From the day of the step on, so that who stood where on any day is told by the list of that day; who goes back does so today.
        var since = stage switch { "2" => facts.Day("activist_on"), "3" => facts.Day("candidate_on"), "4" => facts.Day("meeting_on"), "5" => FullOn(facts), _ => null };
        if (since is { } day && day <= Clock.Today && string.CompareOrdinal(await db.FirstAsync<string>("select stage from applicant where id = @SubjectId", new { one.SubjectId }, stop), stage) < 0) await db.TakesEffectAsync(day, stop);
        await db.ExecuteAsync("update applicant set stage = @stage, applied_on = @applied, version = version + 1 where id = @SubjectId and (stage, applied_on) is distinct from (@stage, @applied)", new { one.SubjectId, stage, applied = facts.Day("applied_on") }, stop);
        await IntroducedAsync(db, one.SubjectId, Names(facts["introducer_names"]), stop);
        // A meeting's date that is corrected afterwards is the member's date too (入党时间, 转正时间).
        if (isMember && facts.Day("meeting_on") is { } joined)
            await db.ExecuteAsync("""
                update member m set joined_on = @joined, became_full_on = case when m.became_full_on is not null then @full end, version = m.version + 1
                from applicant a where a.id = @SubjectId and a.person_id = m.person_id and m.removed_at is null and m.left_on is null and m.joined_on <> @joined
                """, new { one.SubjectId, joined, full = FullOn(facts) }, stop);
    }

    static string[] Names(string? written) => (written ?? "").Split(['、', '，', ',', '；', ';', ' ', '　'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    /// <summary>Whom the case names as introducers stands as rows beside the applicant: the member of the branch of that name, where there is just one. What an officer has chosen stays.</summary>
    static async Task IntroducedAsync(Db db, Guid applicant, string[] names, CancellationToken stop)
    {
        await db.ExecuteAsync("update applicant_introducer set removed_at = now(), removed_by = org.actor(), version = version + 1 where applicant_id = @applicant and is_from_case and removed_at is null and name <> all(@names)", new { applicant, names }, stop);
        if (names.Length == 0) return;
        await db.ExecuteAsync("""
            insert into applicant_introducer (applicant_id, locality_path, rank_order, name, member_id, named_on, is_from_case, created_by, changed_by)
            select a.id, a.locality_path, n.nth, n.name, case when m.found = 1 then m.id end, @today, true, org.actor(), org.actor()
            from applicant a cross join unnest(@names) with ordinality n (name, nth)
            cross join lateral (select count(*) as found, (array_agg(x.id))[1] as id from member x where x.organisation_id = a.organisation_id and x.name = n.name and x.kind = '1' and x.left_on is null and x.removed_at is null) m
            where a.id = @applicant on conflict (applicant_id, name) where removed_at is null do nothing
            """, new { applicant, names, today = Clock.Today }, stop);
    }

    /// <summary>Names that are written beside each other are as many people, none of them twice, none the applicant.</summary>
    public static string? WhyNot(StepDeed deed, string names, string count, string what)
    {
        var people = Names(deed.Facts[names]);
        return people.GroupBy(name => name, StringComparer.Ordinal).FirstOrDefault(same => same.Count() > 1) is { } twice ? $"{what}里“{twice.Key}”写了两次，应当是不同的人"
            : people.Contains(deed.Case.Title.Trim()) ? $"{what}不能是本人"
            : people.Length != deed.Facts.Number(count) ? $"{what}写了 {people.Length} 个名字，人数填的是 {deed.Facts[count]}，请核对；名字之间用顿号隔开" : null;
    }

    /// <summary>What the register of members will need is known before the form is filled in.</summary>
    public static async Task<string?> KnownAsync(Db db, StepDeed deed, CancellationToken stop) =>
        await db.FirstAsync<string>("select concat_ws('、', case when education is null then '学历' end, case when occupation is null then '工作岗位' end) from applicant where id = @SubjectId", new { deed.Case.SubjectId }, stop) is { Length: > 0 } missing
            ? $"“{deed.Case.Title}”的档案里缺{missing}，请先在发展党员对象里补填：批准后写入党员名册" : null;

    /// <summary>Full since the day the probation ended, however late the meeting was (rules B2).</summary>
    static DateOnly FullOn(CaseFacts facts) => facts.Day("meeting_on")!.Value.AddMonths(12 + (facts.Number("extension_months") ?? 0));

    /// <summary>The tightest plan that covers the branch: its own, its village's, its township's; and how many of it are used, as members or on the way.</summary>
    public static async Task<IReadOnlyDictionary<string, string>> QuotaAsync(Db db, StepDeed deed, CancellationToken stop)
    {
        var tightest = await db.FirstAsync<QuotaFacts>($"""
            select q.planned, u.admitted + u.coming as used from admission_quota q
            cross join lateral ({QuotaSql.Used("q.locality_path", "@Id")}) u
            where q.year = @Year and q.removed_at is null and starts_with(@LocalityPath, q.locality_path) order by q.planned - u.admitted - u.coming limit 1
            """, new { deed.On.Year, deed.Case.LocalityPath, deed.Case.Id, from = new DateOnly(deed.On.Year, 1, 1), to = new DateOnly(deed.On.Year + 1, 1, 1) }, stop);
        return tightest is null ? new Dictionary<string, string>() : new Dictionary<string, string> { ["planned"] = CaseFacts.Write(tightest.Planned)!, ["used"] = CaseFacts.Write(tightest.Used)! };
    }

    /// <summary>Admitted: a member on probation since the day of the branch's meeting.</summary>
    public static async Task<string?> AdmitAsync(Db db, StepDeed deed, CancellationToken stop)
    {
        if (deed.Outcome!.Id != "approved") return null;
        var joined = deed.Facts.Day("meeting_on")!.Value;
        await db.TakesEffectAsync(joined, stop);
        var added = await db.ExecuteAsync("""
            insert into member (locality_path, rank_order, person_id, name, organisation_id, kind, joined_on, applied_on, join_kind, introducers, education, occupation, workplace)
            select a.locality_path, coalesce((select max(rank_order) from member m where m.locality_path = a.locality_path), 0) + 1, a.person_id, a.name, a.organisation_id, '2', @joined, a.applied_on, '1111', @introducers, a.education, a.occupation, a.workplace
            from applicant a where a.id = @id on conflict do nothing
            """, new { joined, introducers = deed.Facts["introducer_names"], id = deed.Case.SubjectId }, stop);
        if (added == 0) return "这个人已经在党员名册里；请先核对党员名册";
        await db.ExecuteAsync("""
            insert into member_move (member_id, locality_path, kind, moved_on, to_organisation, remark)
            select m.id, m.locality_path, '001', @joined, o.name, '支部大会通过，上级党委批准' from member m join applicant a on a.person_id = m.person_id join organisation o on o.id = m.organisation_id where a.id = @id and m.removed_at is null
            """, new { joined, id = deed.Case.SubjectId }, stop);
        return null;
    }

    public static async Task<string?> ConfirmAsync(Db db, StepDeed deed, CancellationToken stop)
    {
        if (deed.Outcome!.Id is "extend" or "back") return null;
        if (deed.Outcome.Id == "cancel")
        {
            await db.TakesEffectAsync(deed.On, stop);
            await db.ExecuteAsync("update member m set left_on = @On, left_kind = @kind, version = m.version + 1 from applicant a where a.person_id = m.person_id and a.id = @id and m.removed_at is null", new { deed.On, kind = "003", id = deed.Case.SubjectId }, stop);
            return null;
        }
        var full = FullOn(deed.Facts);
        await db.TakesEffectAsync(full, stop);
        return await db.ExecuteAsync("update member m set kind = '1', became_full_on = @full, version = m.version + 1 from applicant a where a.person_id = m.person_id and a.id = @id and m.removed_at is null and m.left_on is null", new { full, id = deed.Case.SubjectId }, stop) == 0
            ? "党员名册里没有这名预备党员；请先核对党员名册" : null;
    }

    public static void Extend(CaseFacts facts)
    {
        facts["extension_months"] = CaseFacts.Write((facts.Number("extension_months") ?? 0) + (facts.Number("proposed_months") ?? 0));
        facts["extensions"] = CaseFacts.Write((facts.Number("extensions") ?? 0) + 1);
        facts["full_decision"] = null;
    }
}
