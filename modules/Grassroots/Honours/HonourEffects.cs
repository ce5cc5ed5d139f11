namespace OrgWork.Grassroots;

/// <summary>What honours leave in the registers.</summary>
static class HonourEffects
{
    public static async Task<string?> GiveMedalAsync(Db db, StepDeed deed, CancellationToken stop)
    {
        if (deed.Outcome!.Id != "issued") return null;
        return await db.ExecuteAsync("""
            insert into member_honour (member_id, locality_path, rank_order, kind, title, awarded_on, authority, document_no)
            select m.id, m.locality_path, -(@On - date '2000-01-01'), '0123', '“光荣在党50年”纪念章', @On, '中共中央', @number from member m where m.id = @SubjectId and m.removed_at is null
              and not exists (select from member_honour h where h.member_id = m.id and h.kind = '0123' and h.removed_at is null)
            """, new { deed.On, number = deed.Facts["medal_no"], deed.Case.SubjectId }, stop) == 0 ? "已有“光荣在党50年”纪念章的记录，或者这名党员已不在名册上" : null;
    }

    /// <summary>The grade of the review before the year of the award, whenever the nomination is entered.</summary>
    public static async Task<IReadOnlyDictionary<string, string>> GradeAsync(Db db, StepDeed deed, CancellationToken stop) =>
        deed.Facts.Number("award_year") is { } year && await db.FirstAsync<string>("select grade from member_review where member_id = @SubjectId and removed_at is null and year = @before", new { deed.Case.SubjectId, before = year - 1 }, stop) is { } grade
            ? new Dictionary<string, string> { ["last_grade"] = grade } : new Dictionary<string, string>();

    /// <summary>The tightest number that covers the nomination, and how many of it have passed the review before.</summary>
    public static async Task<IReadOnlyDictionary<string, string>> QuotaAsync(Db db, StepDeed deed, CancellationToken stop)
    {
        var (kind, year) = (deed.Facts["award_kind"], deed.Facts.Number("award_year"));
        var tightest = await db.FirstAsync<AwardFacts>("""
            select q.planned, u.used from award_quota q cross join lateral (
              select count(*)::int as used from org.procedure_case c where c.procedure in ('awards', 'advanced') and starts_with(c.locality_path, q.locality_path) and c.state <> 'stopped' and c.id <> @Id and c.facts ->> 'award_kind' = q.kind and c.facts ->> 'award_year' = q.year::text and c.facts ->> 'reviewed_on' is not null) u
            where q.removed_at is null and q.kind = @kind and q.year = @year and starts_with(@LocalityPath, q.locality_path) order by q.planned - u.used limit 1
            """, new { deed.Case.Id, deed.Case.LocalityPath, kind, year }, stop);
        return tightest is null ? new Dictionary<string, string>() : new Dictionary<string, string> { ["planned"] = CaseFacts.Write(tightest.Planned)!, ["used"] = CaseFacts.Write(tightest.Used)! };
    }

    public static async Task<string?> AwardAsync(Db db, StepDeed deed, CancellationToken stop)
    {
        if (deed.Outcome!.Id != "awarded") return null;
        var facts = deed.Facts;
        var args = new { deed.On, kind = facts["award_kind"], title = HonourProcedures.AwardKinds.NameOf(facts["award_kind"]!), authority = facts["authority"], number = facts["decision_no"], deed.Case.SubjectId };
        var added = deed.Case.Procedure == "advanced"
            ? await db.ExecuteAsync("""
                insert into organisation_honour (organisation_id, locality_path, rank_order, title, level, kind, awarded_on, authority, document_no)
                select o.id, o.locality_path, -(@On - date '2000-01-01'), @title, '4', '1', @On, @authority, @number from organisation o where o.id = @SubjectId and o.removed_at is null
                """, args, stop)
            : await db.ExecuteAsync("""
                insert into member_honour (member_id, locality_path, rank_order, kind, title, awarded_on, authority, document_no)
                select m.id, m.locality_path, -(@On - date '2000-01-01'), @kind, @title, @On, @authority, @number from member m where m.id = @SubjectId and m.removed_at is null
                """, args, stop);
        return added == 0 ? "名册里没有这一个，请先核对" : null;
    }
}
