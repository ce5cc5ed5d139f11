namespace OrgWork.Grassroots;

/// <summary>A seat of a committee, who sits there, and since when nobody does.</summary>
public sealed record CommitteeSeat(Guid Id, string Post, string? Duty, DateOnly OpenedOn, Guid? HoldingId, Guid? MemberId, string? Name, string? Sex, DateOnly? BirthOn, string? Education, DateOnly? BeganOn, DateOnly? LastEndedOn, string? TaskOwner, DateOnly? TaskDueOn)
{
    public bool IsHeld => MemberId is not null;
    public string PostName => StandardCodes.PartyPost.NameOf(Post) + (string.IsNullOrEmpty(Duty) ? "" : $"（{Duty}）");
    public DateOnly VacantSince => LastEndedOn > OpenedOn ? LastEndedOn.Value : OpenedOn;
}

public sealed record CommitteeTerm(Guid Id, int? Number, DateOnly BeganOn, int Years, DateOnly DueOn, DateOnly? EndedOn, string? Method, string? DocumentNo, DateOnly? ExtendedTo, string? ExtensionNo, string? ExtensionReason)
{
    public DateOnly EndsOn => ExtendedTo ?? DueOn;
}

/// <summary>An organisation as its committee page needs it.</summary>
public sealed record CommitteeHead(Guid Id, string Name, string LocalityPath, string Kind, string Sphere, string State, DateOnly? TermBeganOn, int? TermYears, DateOnly? TermEndsOn, int FullMembers, int AllMembers);

/// <summary>Who was elected or appointed to what.</summary>
public sealed record Elected(Guid SeatId, Guid MemberId);

/// <summary>Committees: seats, who holds them, terms. An election, however it was held, gives its result to <see cref="ElectAsync"/>.</summary>
public sealed class CommitteeBook(Db db)
{
    public Task<CommitteeHead?> HeadAsync(Guid id, CancellationToken stop) => db.FirstAsync<CommitteeHead>("""
        select o.id, o.name, o.locality_path, o.kind, o.sphere, o.state, o.term_began_on, o.term_years, o.term_ends_on,
               (select count(*)::int from member m where m.organisation_id = o.id and m.left_on is null and m.removed_at is null and m.kind = '1') as full_members,
               (select count(*)::int from member m where m.organisation_id = o.id and m.left_on is null and m.removed_at is null) as all_members
        from organisation o where o.id = @id and o.removed_at is null and o.abolished_on is null
        """, new { id }, stop);

    /// <summary>
    /// The seats as they stood on a day, with who held them then. Whoever goes over to another place takes the record along, out of sight of the committee that was left; what was
    /// so here stays with this place in the histories.
    /// </summary>
    /// <param name="withGone">those too who have gone since: to be looked at, for nothing can be done about their posts here</param>
    public Task<IReadOnlyList<CommitteeSeat>> SeatsAsync(Guid organisation, DateOnly day, CancellationToken stop, bool withGone = false) => db.QueryAsync<CommitteeSeat>($"""
        select s.id, s.post, s.duty, s.opened_on, p.id as holding_id, m.id as member_id, m.name, m.sex, m.birth_on, m.education, p.began_on,
               greatest((select max(e.ended_on) from member_post e where e.seat_id = s.id and e.removed_at is null and e.ended_on <= @day),
                 (select max(g.left_on) from (select distinct on (h.id) coalesce(h.ended_on, h.valid_to) as left_on, h.removed_at from member_post_history h where h.seat_id = s.id and {Gone} order by h.id, h.valid_from desc) g where g.removed_at is null and g.left_on <= @day)) as last_ended_on, t.owner as task_owner, t.due_on as task_due_on
        from committee_seat s
        left join vacancy_task t on t.seat_id = s.id and t.closed_on is null and t.removed_at is null and t.given_on <= @day
        {(withGone ? OfThatDay : "left join member_post p on p.seat_id = s.id and p.removed_at is null and p.began_on <= @day and (p.ended_on is null or p.ended_on > @day) left join member m on m.id = p.member_id")}
        where s.organisation_id = @organisation and s.removed_at is null and s.opened_on <= @day and (s.closed_on is null or s.closed_on > @day) order by s.post, s.rank_order, s.id
        """, new { organisation, day }, stop);

    const string Gone = "not exists (select from member_post x where x.id = h.id)";

    /// <summary>For figures: when those left who held the posts of a condition over <c>e</c>.</summary>
    internal static string LeftSql(string posts) => $"select e.id, e.ended_on as left_on from grassroots.member_post e where {posts} and e.removed_at is null and e.ended_on is not null union all select g.id, g.left_on from {GoneSql(posts)} g";

    /// <summary>The posts of those who have gone to another place since, as they were last seen here: whoever goes leaves at the latest on that day.</summary>
    internal static string GoneSql(string posts) => $"""
        (select l.id, l.began_on, l.left_on from (
           select distinct on (e.id) e.id, e.began_on, coalesce(e.ended_on, e.valid_to) as left_on, e.removed_at from grassroots.member_post_history e where {posts} and not exists (select from grassroots.member_post x where x.id = e.id) order by e.id, e.valid_from desc) l
         where l.removed_at is null)
        """;

    const string OfThatDay = $"""
        left join lateral (
          select x.id, x.member_id, x.began_on from (
            select n.id, n.member_id, n.began_on, 1 as found from member_post n where n.seat_id = s.id and n.removed_at is null and n.began_on <= @day and (n.ended_on is null or n.ended_on > @day)
            union all select h.id, h.member_id, h.began_on, 2 from member_post_history h where h.seat_id = s.id and h.removed_at is null and h.began_on <= @day and (h.ended_on is null or h.ended_on > @day) and h.valid_from <= @day and h.valid_to > @day and {Gone}) x
          order by x.found, x.began_on desc limit 1) p on true
        left join lateral (
          select x.id, x.name, x.sex, x.birth_on, x.education from (
            select h.id, h.name, h.sex, h.birth_on, h.education, 1 as found from member_history h where h.id = p.member_id and h.valid_from <= @day and h.valid_to > @day
            union all select n.id, n.name, n.sex, n.birth_on, n.education, 2 from member n where n.id = p.member_id) x
          order by x.found limit 1) m on true
        """;

    public Task<IReadOnlyList<CommitteeTerm>> TermsAsync(Guid organisation, CancellationToken stop) => db.QueryAsync<CommitteeTerm>(
        "select id, number, began_on, years, due_on, ended_on, method, document_no, extended_to, extension_no, extension_reason from committee_term where organisation_id = @organisation and removed_at is null order by began_on desc", new { organisation }, stop);

    /// <summary>One is put on a seat from a day on.</summary>
    /// <returns>why not; null when it is done</returns>
    public async Task<string?> SeatAsync(CommitteeHead head, CommitteeSeat seat, Guid member, DateOnly day, string? document, CancellationToken stop)
    {
        var args = new { organisation = head.Id, seat = seat.Id, seat.Post, member, day, document, head.Name, actor = db.Actor.Id };
        if (await db.FirstAsync<string>("select m.name from member m join member_post p on p.member_id = m.id where m.id = @member and p.organisation_id = @organisation and p.post = @Post and p.removed_at is null and daterange(p.began_on, p.ended_on) && daterange(@day, null)", args, stop) is { } already)
            return $"{already}在这一天以后已经登记了同一职务，请先办理离任或更正";
        await db.TakesEffectAsync(day, stop);
        var put = await db.ExecuteAsync("""
            insert into member_post (member_id, locality_path, rank_order, post, organisation_name, organisation_id, began_on, seat_id, document_no, created_by, changed_by)
            select m.id, m.locality_path, 0, @Post, @Name, @organisation, @day, @seat, @document, @actor, @actor from member m where m.id = @member and m.left_on is null and m.removed_at is null and m.membership_state = '1'
            """, args, stop);
        if (put == 0) return "所选的党员不在册，或者党籍不正常";
        await VacancyTasks.CloseAsync(db, seat.Id, member, day, stop);
        await FollowAsync(db, head.Id, stop);
        await VillageEffects.FollowPartyPostsAsync(db, head.Id, day, stop);
        return null;
    }

    public async Task LeaveAsync(CommitteeHead head, Guid holding, DateOnly day, string reason, CancellationToken stop)
    {
        await db.TakesEffectAsync(day, stop);
        await db.ExecuteAsync("update member_post set ended_on = @day, remark = @reason, version = version + 1, changed_at = now(), changed_by = @actor where id = @holding and ended_on is null", new { holding, day, reason, actor = db.Actor.Id }, stop);
        await FollowAsync(db, head.Id, stop);
        await VillageEffects.FollowPartyPostsAsync(db, head.Id, day, stop);
    }

    /// <summary>
    /// A new committee from a day on: the former term ends, everybody leaves the seats, those elected sit there; the organisation carries the new term.
    /// </summary>
    /// <returns>why not; null when it is done</returns>
    public async Task<string?> ElectAsync(CommitteeHead head, IReadOnlyList<Elected> elected, DateOnly day, int years, string? method, string? document, CancellationToken stop)
    {
        var args = new { organisation = head.Id, day, years, due = day.AddYears(years), method, document, actor = db.Actor.Id };
        if (await db.FirstAsync<DateOnly?>("select max(began_on) from committee_term where organisation_id = @organisation and removed_at is null", args, stop) is { } before && before >= day) return $"上一届选举于 {Dates.Format(before)}，新一届应在那以后";
        if (await db.FirstAsync<DateOnly?>("select max(p.began_on) from member_post p join committee_seat s on s.id = p.seat_id where s.organisation_id = @organisation and p.removed_at is null and p.ended_on is null", args, stop) is { } late && late >= day) return $"有人在 {Dates.Format(late)} 才任现职，新一届的日期应在那以后；请核对";
        await db.TakesEffectAsync(day, stop);
        await db.ExecuteAsync("update committee_term set ended_on = @day, version = version + 1, changed_at = now(), changed_by = @actor where organisation_id = @organisation and ended_on is null and removed_at is null", args, stop);
        await db.ExecuteAsync("""
            insert into committee_term (organisation_id, locality_path, rank_order, number, began_on, years, due_on, method, document_no, created_by, changed_by)
            select o.id, o.locality_path, -(@day - date '2000-01-01'), (select max(t.number) + 1 from committee_term t where t.organisation_id = o.id and t.removed_at is null), @day, @years, @due, @method, @document, @actor, @actor from organisation o where o.id = @organisation
            """, args, stop);
        await db.ExecuteAsync("update member_post p set ended_on = @day, remark = coalesce(remark, '届满换届'), version = version + 1, changed_at = now(), changed_by = @actor where p.organisation_id = @organisation and p.ended_on is null and p.removed_at is null", args, stop);
        var seats = (await SeatsAsync(head.Id, day, stop)).ToDictionary(seat => seat.Id);
        foreach (var one in elected)
            if (await SeatAsync(head, seats[one.SeatId], one.MemberId, day, document, stop) is { } fault) return $"{seats[one.SeatId].PostName}：{fault}";
        await db.ExecuteAsync("update organisation set term_began_on = @day, term_years = @years, term_ends_on = @due, term_reminded_on = null, version = version + 1, changed_at = now(), changed_by = @actor where id = @organisation", args, stop);
        await FollowAsync(db, head.Id, stop);
        await VillageEffects.FollowPartyPostsAsync(db, head.Id, day, stop);
        return null;
    }

    /// <summary>The name of the secretary on the organisation follows who holds the post.</summary>
    public static Task<int> FollowAsync(Db db, Guid organisation, CancellationToken stop) => db.ExecuteAsync("""
        update organisation o set secretary = s.name, version = version + 1, changed_at = now(), changed_by = @actor
        from (select (select m.name from member_post p join member m on m.id = p.member_id where p.organisation_id = @organisation and p.post = '001A' and p.ended_on is null and p.removed_at is null order by p.began_on desc limit 1) as name) s
        where o.id = @organisation and o.secretary is distinct from s.name
        """, new { organisation, actor = db.Actor.Id }, stop);
}
