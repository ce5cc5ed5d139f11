namespace OrgWork.Grassroots;

/// <summary>What elections, filings and removals change on the cards of village cadres. The Party posts follow from the committee; the village committee's from its own elections.</summary>
static class VillageEffects
{
    /// <summary>Cards of a village follow who holds Party posts there now: new ones come, posts change, who holds none any more leaves. Says from which day by what is in force in the transaction.</summary>
    public static async Task FollowPartyPostsAsync(Db db, Guid organisation, DateOnly day, CancellationToken stop)
    {
        var args = new { organisation, day, actor = db.Actor.Id };
        const string holding = """
            (select distinct on (m.person_id) m.person_id, m.id, m.name, m.name_pinyin, m.name_initials, m.sex, m.birth_on, m.nation, m.education, case p.post when '001A' then '1' when '001B' then '2' else '3' end as post, p.began_on
             from member_post p join member m on m.id = p.member_id join organisation o on o.id = p.organisation_id
             where p.organisation_id = @organisation and o.is_village and p.ended_on is null and p.removed_at is null and (p.post in ('001A', '001B') or p.post like '002%') order by m.person_id, p.post)
            """;
        await db.ExecuteAsync($"""
            update village_cadre c set party_post = h.post, organisation_id = @organisation, is_member = true, secretary_since_on = case when h.post = '1' then case when c.party_post = '1' and c.organisation_id = @organisation then c.secretary_since_on else @day end end,
              filing_no = case when h.post = '1' and c.party_post is distinct from '1' then null else c.filing_no end, filed_on = case when h.post = '1' and c.party_post is distinct from '1' then null else c.filed_on end,
              left_on = null, left_kind = null, left_words = null, version = c.version + 1, changed_by = @actor
            from {holding} h where c.person_id = h.person_id and c.removed_at is null and (c.party_post is distinct from h.post or c.organisation_id <> @organisation or c.left_on is not null)
            """, args, stop);
        await db.ExecuteAsync($"""
            insert into village_cadre (locality_path, rank_order, person_id, name, name_pinyin, name_initials, sex, birth_on, nation, organisation_id, party_post, is_member, education, began_on, secretary_since_on, created_by, changed_by)
            select o.locality_path, case h.post when '1' then 10 when '2' then 20 else 30 end, h.person_id, h.name, h.name_pinyin, h.name_initials, h.sex, h.birth_on, h.nation, @organisation, h.post, true, h.education, @day, case when h.post = '1' then @day end, @actor, @actor
            from {holding} h join organisation o on o.id = @organisation where not exists (select from village_cadre c where c.person_id = h.person_id and c.removed_at is null)
            """, args, stop);
        await db.ExecuteAsync($"""
            update village_cadre c set party_post = null, secretary_since_on = null, left_on = case when c.committee_post is null then greatest(@day, c.began_on) end, left_kind = case when c.committee_post is null then coalesce(c.left_kind, '1') end,
              left_words = case when c.committee_post is null then coalesce(c.left_words, '不再担任党组织职务') end, version = c.version + 1, changed_by = @actor
            where c.organisation_id = @organisation and c.party_post is not null and c.left_on is null and c.removed_at is null and exists (select from organisation o where o.id = @organisation and o.is_village)
              and exists (select from member_post p where p.organisation_id = @organisation and p.removed_at is null) and not exists (select from {holding} h where h.person_id = c.person_id)
            """, args, stop);
    }

    /// <summary>Elected by the villagers (村民委员会组织法 art. 15); whoever holds the head's office until then leaves it.</summary>
    public static async Task<string?> ElectedAsync(Db db, Guid candidate, string post, DateOnly on, int registered, int cast, int votes, CancellationToken stop)
    {
        if (cast > registered) return $"参加投票 {cast} 人多于登记的 {registered} 人，请核对";
        if (votes > cast) return $"得票 {votes} 多于参加投票的 {cast} 人，请核对";
        if (cast * 2L <= registered) return $"参加投票 {cast} 人，没有超过登记的 {registered} 人的半数，选举无效（村民委员会组织法第十五条）";
        if (votes * 2L <= cast) return $"得票 {votes}，没有超过参加投票的 {cast} 人的半数，不能当选（村民委员会组织法第十五条）";
        if (await db.FirstAsync<DateOnly?>("select passed_on from village_candidate where id = @candidate and removed_at is null and left_on is null", new { candidate }, stop) is not { } passed || passed > on) return "没有在选举前通过联审，不能任职；先办联审";
        var args = new { candidate, post, on, actor = db.Actor.Id };
        await db.TakesEffectAsync(on, stop);
        if (post == "1")
            await db.ExecuteAsync("""
                update village_cadre c set committee_post = null, left_on = case when c.party_post is null then greatest(@on, c.began_on) end, left_kind = case when c.party_post is null then '1' end, left_words = case when c.party_post is null then '村（居）委会换届' end, version = c.version + 1, changed_by = @actor
                from village_candidate k where k.id = @candidate and c.organisation_id = k.organisation_id and c.committee_post = '1' and c.left_on is null and c.removed_at is null and c.person_id <> k.person_id
                """, args, stop);
        var done = await db.ExecuteAsync("""
            update village_cadre c set committee_post = @post, organisation_id = k.organisation_id, left_on = null, left_kind = null, left_words = null, version = c.version + 1, changed_by = @actor
            from village_candidate k where k.id = @candidate and c.person_id = k.person_id and c.removed_at is null
            """, args, stop);
        if (done == 0) await db.ExecuteAsync("""
            insert into village_cadre (locality_path, rank_order, person_id, name, name_pinyin, name_initials, sex, birth_on, nation, organisation_id, committee_post, is_member, education, source, began_on, created_by, changed_by)
            select k.locality_path, 30 + 10 * @post::int, k.person_id, k.name, k.name_pinyin, k.name_initials, k.sex, k.birth_on, k.nation, k.organisation_id, @post, k.is_member, k.education, k.source, @on, @actor, @actor from village_candidate k where k.id = @candidate
            """, args, stop);
        await db.ExecuteAsync("update village_candidate set appointed_on = @on, version = version + 1 where id = @candidate", args, stop);
        return null;
    }

    /// <summary>A secretary filed with the county takes the Party's seat and the card; the one before leaves both.</summary>
    public static async Task<string?> AppointAsync(Db db, StepDeed deed, CancellationToken stop)
    {
        var (organisation, person) = await db.FirstAsync<(Guid, Guid)>("select organisation_id, person_id from village_candidate where id = @SubjectId", new { deed.Case.SubjectId }, stop);
        if (await db.FirstAsync<Guid?>("select id from member where person_id = @person and removed_at is null and left_on is null and kind = '1' and membership_state = '1'", new { person }, stop) is not { } member) return "人选不在正式党员名册上，不能任党组织书记；先转入组织关系";
        var book = new CommitteeBook(db);
        if (await book.HeadAsync(organisation, stop) is not { } head) return "村（社区）党组织已撤销";
        var seats = await book.SeatsAsync(organisation, deed.On, stop);
        if (seats.FirstOrDefault(seat => seat.Post == "001A") is not { } seat) return "班子里没有书记席位，先在班子页设席位";
        if (seat.MemberId == member) return "这个人已经是书记";
        if (seat.HoldingId is { } holding)
        {
            if (seat.BeganOn >= deed.On) return $"现任书记 {Dates.Format(seat.BeganOn.Value)} 才任职，任职日期应在那以后";
            await book.LeaveAsync(head, holding, deed.On, $"调整，{deed.Facts["filing_no"]}", stop);
        }
        // Who sat on another seat of the same committee moves up.
        if (seats.FirstOrDefault(other => other.MemberId == member) is { HoldingId: { } lower }) await book.LeaveAsync(head, lower, deed.On, "任书记", stop);
        if (await book.SeatAsync(head, seat, member, deed.On, deed.Facts["filing_no"], stop) is { } fault) return fault;
        await db.ExecuteAsync("update village_cadre set filing_no = @filing, filed_on = @filed, source = coalesce(source, @source, (select k.source from village_candidate k where k.id = @SubjectId)), version = version + 1 where person_id = @person and removed_at is null", new { person, filing = deed.Facts["filing_no"], filed = deed.Facts.Day("filed_on"), source = deed.Facts["candidate_source"], deed.Case.SubjectId }, stop);
        await db.ExecuteAsync("update village_candidate set appointed_on = @On, version = version + 1 where id = @SubjectId", new { deed.On, deed.Case.SubjectId }, stop);
        return null;
    }

    /// <summary>Who is to take over comes from those who are held ready, in the village or elsewhere in the township; it stands on both cards.</summary>
    public static async Task<string?> FollowedByAsync(Db db, StepDeed deed, CancellationToken stop)
    {
        await NobodyFollowsAsync(db, deed.Case.SubjectId, stop);
        if (deed.Outcome?.Id != "replace" || deed.Facts["replacement"] is not { } name || name.Trim() == "待物色") return null;
        var found = await db.QueryAsync<(Guid Id, bool IsOfVillage)>("""
            select k.id, k.organisation_id = c.organisation_id from village_cadre c join village_candidate k on k.name = @name and k.is_reserve and k.left_on is null and k.appointed_on is null and k.removed_at is null and k.person_id <> c.person_id
            where c.id = @SubjectId and starts_with(k.locality_path, @ActingPath) order by 2 desc
            """, new { deed.Case.SubjectId, deed.ActingPath, name = name.Trim() }, stop);
        if (found.Count == 0) return $"本乡镇的后备人才里没有“{name}”；先在“人选和后备”里列为后备，或者写“待物色”";
        if (found.Count(one => one.IsOfVillage == found[0].IsOfVillage) > 1) return $"后备人才里有几个人叫“{name}”，请先在名册里分清";
        await db.ExecuteAsync("update village_candidate set follows_id = @SubjectId, version = version + 1, changed_by = @actor where id = @id", new { deed.Case.SubjectId, id = found[0].Id, actor = db.Actor.Id }, stop);
        return null;
    }

    /// <summary>Who is kept after all has nobody to follow them: refused, sent back, withdrawn, judged anew.</summary>
    public static async Task FollowRemovalAsync(Db db, ProcedureCase one, CancellationToken stop)
    {
        if (one.State == "stopped" || one.Step == "judge") await NobodyFollowsAsync(db, one.SubjectId, stop);
    }

    static Task<int> NobodyFollowsAsync(Db db, Guid cadre, CancellationToken stop) =>
        db.ExecuteAsync("update village_candidate set follows_id = null, version = version + 1, changed_by = @actor where follows_id = @cadre and appointed_on is null and removed_at is null", new { cadre, actor = db.Actor.Id }, stop);

    /// <summary>Leaves all posts in the village from the day on; the seat is vacant.</summary>
    public static async Task<string?> RemoveAsync(Db db, StepDeed deed, CancellationToken stop)
    {
        var (organisation, person) = await db.FirstAsync<(Guid, Guid)>("select organisation_id, person_id from village_cadre where id = @SubjectId and removed_at is null", new { deed.Case.SubjectId }, stop);
        var args = new { deed.Case.SubjectId, deed.On, kind = deed.Facts["leaving"], words = $"{deed.Facts["leaving_words"]}（{deed.Facts["removal_no"]}）", actor = db.Actor.Id };
        await db.TakesEffectAsync(deed.On, stop);
        // From now on the one who is to follow is a candidate for the post, and goes to the joint review.
        await db.ExecuteAsync("update village_candidate k set aim = coalesce(k.aim, case when c.party_post = '1' then '1' when c.party_post is not null then '2' when c.committee_post = '1' then '3' else '4' end), version = k.version + 1, changed_by = @actor from village_cadre c where c.id = @SubjectId and k.follows_id = c.id and k.left_on is null and k.appointed_on is null and k.removed_at is null", args, stop);
        if (await db.ExecuteAsync("update village_cadre set party_post = null, committee_post = null, secretary_since_on = null, left_on = @On, left_kind = @kind, left_words = @words, version = version + 1, changed_by = @actor where id = @SubjectId and left_on is null and began_on <= @On and removed_at is null", args, stop) == 0) return "已经离任，或离任日期早于任职";
        var book = new CommitteeBook(db);
        if (await book.HeadAsync(organisation, stop) is { } head)
            foreach (var (holding, began) in await db.QueryAsync<(Guid, DateOnly)>("select p.id, p.began_on from member_post p join member m on m.id = p.member_id where p.organisation_id = @organisation and m.person_id = @person and p.ended_on is null and p.removed_at is null", new { organisation, person }, stop))
            {
                if (began > deed.On) return $"党内职务 {Dates.Format(began)} 才任，离任日期应在那以后";
                await book.LeaveAsync(head, holding, deed.On, args.words, stop);
            }
        return null;
    }

    /// <summary>What stands before the vote: people not passed, severe problems open, the Party's own election done.</summary>
    public static async Task<IReadOnlyDictionary<string, string>> BeforeVoteAsync(Db db, StepDeed deed, CancellationToken stop)
    {
        var (unreviewed, risks, term) = await db.FirstAsync<(int, int, bool)>("""
            select (select count(*)::int from village_candidate c where c.organisation_id = @SubjectId and c.aim is not null and c.passed_on is null and c.left_on is null and c.appointed_on is null and c.removed_at is null),
                   (select count(*)::int from election_risk r where r.organisation_id = @SubjectId and r.is_severe and r.closed_on is null and r.removed_at is null),
                   exists (select from committee_term t where t.organisation_id = @SubjectId and t.removed_at is null and t.began_on >= @since and t.began_on <= @On)
            """, new { deed.Case.SubjectId, since = deed.Facts.Day("planned_step_on") ?? deed.Case.OpenedOn, deed.On }, stop);
        return new Dictionary<string, string> { ["unreviewed"] = CaseFacts.Write(unreviewed)!, ["open_risks"] = CaseFacts.Write(risks)!, ["has_new_term"] = CaseFacts.Write(term)! };
    }
}
