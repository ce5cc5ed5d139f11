namespace OrgWork.Cadres;

/// <summary>
/// What was decided comes true: posts end and begin on the day (rules A9: of the decision, or of the lawful election), seats are left and taken, the file says it, the ledger has its line.
/// Those who leave go first, so that a seat given up in the batch can be taken in it.
/// </summary>
static class TakingOffice
{
    sealed record Held(Guid Id, Guid? SeatId, string UnitName, string PostName, string? Level, DateOnly BeganOn, bool IsMain);

    public static async Task<string?> AllAsync(Db db, Batch batch, DateOnly decided, string document, CancellationToken stop)
    {
        var settings = await RuleSettings.ReadAsync(db, stop);
        var people = batch.Candidates.Where(one => one.State == "5").ToList();
        if (people.FirstOrDefault(one => one.Post is { Way: "2" } && one.LawfulOn is null) is { } unelected) return $"{unelected.Name}：{unelected.Post!.Title}须依法（章程）选举或任命，先在人选页登记选举、任命日期";
        // Whoever acts on one of them at this moment was faster, or finds them in office.
        if (await db.ExecuteAsync("update appointment_candidate x set state = '9', former_level = c.level, former_level_began_on = c.level_began_on, version = x.version + 1, changed_at = now(), changed_by = @actor from cadre c where c.id = x.cadre_id and x.id = any(@ids) and x.state = '5'", new { ids = people.Select(one => one.Id).ToArray(), actor = db.Actor.Id }, stop) != people.Count) return "有人选刚在别处办过，请刷新再看";
        DateOnly DayOf(BatchCandidate one) => one.Post is { Way: "2" } ? one.LawfulOn!.Value : decided;
        foreach (var one in people.Where(one => !one.KeepsPosts))
            if (await LeaveAsync(db, batch.Head, one, DayOf(one), decided, document, stop) is { } fault) return fault;
        foreach (var one in people)
        {
            if (await EnterAsync(db, batch.Head, one, DayOf(one), decided, document, settings, stop) is { } fault) return fault;
            if (await TrainLaterAsync(db, batch.Head, one, DayOf(one), settings, stop) is { } full) return full;
        }
        return null;
    }

    /// <summary>Promoted short of hours: the unit that is served in has a task to make them up, on the board of the year's rectifications.</summary>
    static async Task<string?> TrainLaterAsync(Db db, BatchHead head, BatchCandidate one, DateOnly day, RuleSettings settings, CancellationToken stop)
    {
        if (Eligibility.ShortOfTraining(one, settings, head.Path, day) is not { } lack) return null;
        var unit = await db.FirstAsync<Guid?>("select u.id from cadre c join org.unit u on u.id = c.unit_id and u.removed_at is null where c.id = @CadreId", new { one.CadreId }, stop);
        var until = lack.Until > Clock.Today ? lack.Until : Clock.Today;
        await Batch.LogAsync(db, head, day, "提任时培训学时不足", one.Name, $"{lack.Finding.Words}，{Dates.Format(until)} 前补训{(unit is null ? "；没有登记所在机构，没有列为任务" : "")}", stop);
        return unit is null ? null : await WorkHandOver.GiveAsync(db, TeamWork.Kind, "files", new(one.CadreId, head.Path, one.Name, new Dictionary<string, object?>
        {
            ["task"] = $"{one.Name}提任后补训", ["steps"] = $"{lack.Finding.Rule!.Title}：{lack.Finding.Words}；安排参加培训，记入档案", ["lead"] = unit, ["person"] = one.Name, ["due_on"] = until, ["standard"] = lack.Finding.Rule.Title,
        }, db.Actor.Name), stop);
    }

    /// <summary>All posts the person holds end on the day.</summary>
    static async Task<string?> LeaveAsync(Db db, BatchHead head, BatchCandidate one, DateOnly day, DateOnly decided, string document, CancellationToken stop)
    {
        var held = await db.QueryAsync<Held>("select id, seat_id, unit_name, post_name, level, began_on, is_main from cadre_post where cadre_id = @CadreId and removed_at is null and ended_on is null order by is_main desc, rank_order", one, stop);
        if (held.FirstOrDefault(post => post.BeganOn >= day) is { } later) return $"{one.Name}任{later.PostName}的时间是 {Dates.Format(later.BeganOn)}，不早于本次任免的 {Dates.Format(day)}，请先核对任职记录";
        if (held.Count == 0) return null;
        await db.TakesEffectAsync(day, stop);
        await db.ExecuteAsync("update cadre_post set ended_on = @day, state = '0', removal_document_no = @document, version = version + 1, changed_at = now(), changed_by = @actor where id = any(@ids)", new { day, document, ids = held.Select(post => post.Id).ToArray(), actor = db.Actor.Id }, stop);
        foreach (var post in held)
            await EnterLedgerAsync(db, head, one, "2", post.UnitName, post.PostName, post.Level, one.Kind, day, decided, document, stop);
        return null;
    }

    static async Task<string?> EnterAsync(Db db, BatchHead head, BatchCandidate one, DateOnly day, DateOnly decided, string document, RuleSettings settings, CancellationToken stop)
    {
        await db.TakesEffectAsync(day, stop);
        var actor = db.Actor.Id;
        if (one.Post is not { } post)
        {
            await db.ExecuteAsync("update cadre set post_title = null, is_team_member = false, post_to_remove = null, version = version + 1, changed_at = now(), changed_by = @actor where id = @CadreId", new { one.CadreId, actor }, stop);
            await db.ExecuteAsync("update appointment_candidate set took_office_on = @day where id = @Id", new { one.Id, day }, stop);
            await db.RecordAsync(new(DeedKind.Update, "files", one.CadreId, one.CadrePath, one.Name, [new("现任职务", one.PostTitle, null), new("免职文号", null, document)]), stop);
            await Batch.LogAsync(db, head, day, "免职", one.Name, one.FormerPost, stop);
            return null;
        }
        if (post.SeatId is not null && await db.FirstAsync<string>("select c.name from cadre_post p join cadre c on c.id = p.cadre_id where p.seat_id = @SeatId and p.removed_at is null and (p.ended_on is null or p.ended_on > @day)", new { post.SeatId, day }, stop) is { } holder)
            return $"{post.Title}现由{holder}担任，本批没有免去其职务；请先免职或改任";
        var until = one.HasProbation ? day.AddMonths(settings.For(AppointmentRules.ProbationYear, head.Path, day).Int("months")) : (DateOnly?)null;
        await db.ExecuteAsync("""
            insert into cadre_post (cadre_id, locality_path, rank_order, post_name, unit_name, unit_id, level, began_on, state, is_main, method, document_no, is_grassroots, seat_id, created_by, changed_by)
            select c.id, c.locality_path, coalesce((select max(p.rank_order) from cadre_post p where p.cadre_id = c.id), 0) + 1, @PostName, @UnitName, @UnitId, @Level, @day, '1', not @KeepsPosts or not exists (select from cadre_post m where m.cadre_id = c.id and m.is_main and m.ended_on is null and m.removed_at is null),
                   @method, @document, @grassroots, @SeatId, @actor, @actor from cadre c where c.id = @CadreId
            """, new { one.CadreId, one.KeepsPosts, post.PostName, post.UnitName, post.UnitId, post.Level, post.SeatId, day, document, method = post.Way == "2" ? "2" : "1", grassroots = post.TeamKind == "3", actor }, stop);
        if (post.Level is { } level && !one.KeepsPosts && await db.FirstAsync<string>("select level from cadre where id = @CadreId", new { one.CadreId }, stop) != level) await InformationSets.RiseAsync(db, one.CadreId, level, null, day, document, stop);
        // The file is kept by the place of the unit one serves in: it moves there with all that hangs on it.
        await db.ExecuteAsync("""
            update cadre c set post_title = case when @KeepsPosts then concat_ws('、', c.post_title, @Title) else @Title end, unit_id = case when @KeepsPosts then c.unit_id else coalesce(@UnitId, c.unit_id) end,
              locality_path = case when @KeepsPosts then c.locality_path else coalesce(@TeamPath, c.locality_path) end,
              level_began_on = case when @Level is not null and @Level is distinct from c.level and not @KeepsPosts then @day else c.level_began_on end, level = case when @KeepsPosts then c.level else coalesce(@Level, c.level) end,
              post_began_on = case when @KeepsPosts then c.post_began_on else @day end, is_team_member = c.is_team_member and @KeepsPosts or @SeatId::uuid is not null, is_on_probation = @HasProbation, probation_ends_on = @until,
              proposed_post = null, post_to_remove = null, version = version + 1, changed_at = now(), changed_by = @actor
            where c.id = @CadreId
            """, new { one.CadreId, one.KeepsPosts, one.HasProbation, post.Title, post.UnitId, post.TeamPath, post.Level, post.SeatId, day, until, actor }, stop);
        await db.ExecuteAsync("update appointment_candidate set took_office_on = @day, probation_until = @until where id = @Id", new { one.Id, day, until }, stop);
        await EnterLedgerAsync(db, head, one, "1", post.UnitName, post.PostName, post.Level, one.Kind, day, decided, document, stop);
        await db.RecordAsync(new(DeedKind.Update, "files", one.CadreId, post.TeamPath ?? one.CadrePath, one.Name, [new("现任职务", one.PostTitle, post.Title), new("任现职时间", null, Dates.Format(day)), new("任职文号", null, document)]), stop);
        await Batch.LogAsync(db, head, day, "任职", one.Name, $"任{post.Title}{(until is { } end ? $"，试用期{AppointmentRules.ProbationWords(settings, head.Path, day)}，至 {Dates.Format(end)}" : "")}", stop);
        return null;
    }

    /// <summary>The end of probation: fit, and the post counts from the day it was taken on probation; not fit, and that post ends and no other, the level is what it was before, the title what remains.</summary>
    public static async Task<string?> ConfirmAsync(Db db, BatchHead head, BatchCandidate one, DateOnly on, bool isFit, string words, CancellationToken stop)
    {
        var actor = db.Actor.Id;
        if (await db.ExecuteAsync("update appointment_candidate set state = @state, confirmed_on = @on, confirmed_words = @words, version = version + 1, changed_at = now(), changed_by = @actor where id = @Id and state = '9' and has_probation and confirmed_on is null", new { one.Id, on, words, actor, state = isFit ? "A" : "B" }, stop) == 0)
            return $"{one.Name}的试用期刚在别处办结，请刷新再看";
        await db.TakesEffectAsync(on, stop);
        if (isFit)
            await db.ExecuteAsync("update cadre set is_on_probation = false, probation_ends_on = null, version = version + 1, changed_at = now(), changed_by = @actor where id = @CadreId", new { one.CadreId, actor }, stop);
        else if (await UnfitAsync(db, head, one, on, stop) is { } fault) return fault;
        await db.RecordAsync(new(DeedKind.Update, "files", one.CadreId, one.CadrePath, one.Name, [new("试用期", "试用期未满", isFit ? "正式任职" : "免去试任职务")], words), stop);
        await Batch.LogAsync(db, head, on, "试用期满考核", one.Name, $"{(isFit ? "胜任，正式任职" : "不胜任，免去试任职务")}；{words}", stop);
        return null;
    }

    static async Task<string?> UnfitAsync(Db db, BatchHead head, BatchCandidate one, DateOnly on, CancellationToken stop)
    {
        var (actor, post, since) = (db.Actor.Id, one.Post!, one.TookOfficeOn!.Value);
        var ended = await db.QueryAsync<Held>("""
            update cadre_post set ended_on = @on, state = '0', removal_document_no = @DocumentNo, version = version + 1, changed_at = now(), changed_by = @actor
            where cadre_id = @CadreId and removed_at is null and ended_on is null and began_on = @since and (seat_id = @SeatId or @SeatId::uuid is null and seat_id is null and unit_name = @UnitName and post_name = @PostName) returning id, seat_id, unit_name, post_name, level, began_on, is_main
            """, new { on, head.DocumentNo, actor, one.CadreId, since, post.SeatId, post.UnitName, post.PostName }, stop);
        if (ended.Count == 0) return $"{one.Name}档案里没有 {Dates.Format(since)} 起任{post.Title}的任职记录，请先核对任职记录";
        foreach (var held in ended) await EnterLedgerAsync(db, head, one, "2", held.UnitName, held.PostName, held.Level, "4", on, on, head.DocumentNo ?? "", stop);
        var restores = !one.KeepsPosts && post.Level is not null && one.Level == post.Level;
        // The level is what it was on taking office, with the day since when it was held; the title is what remains.
        await db.ExecuteAsync("""
            update cadre c set is_on_probation = false, probation_ends_on = null,
              post_title = (select string_agg(case when starts_with(p.post_name, p.unit_name) then p.post_name else p.unit_name || p.post_name end, '、' order by p.is_main desc, p.rank_order, p.id) from cadre_post p where p.cadre_id = c.id and p.removed_at is null and p.ended_on is null),
              post_began_on = (select p.began_on from cadre_post p where p.cadre_id = c.id and p.removed_at is null and p.ended_on is null order by p.is_main desc, p.rank_order, p.id limit 1),
              is_team_member = exists (select from cadre_post p where p.cadre_id = c.id and p.removed_at is null and p.ended_on is null and p.seat_id is not null),
              level = case when @restores then coalesce(@FormerLevel, (select h.level from cadre_history h where h.id = c.id and h.valid_from < @since and h.valid_to >= @since limit 1)) else c.level end,
              level_began_on = case when @restores then coalesce(@FormerLevelBeganOn, (select h.level_began_on from cadre_history h where h.id = c.id and h.valid_from < @since and h.valid_to >= @since limit 1)) else c.level_began_on end,
              version = version + 1, changed_at = now(), changed_by = @actor
            where c.id = @CadreId
            """, new { one.CadreId, one.FormerLevel, one.FormerLevelBeganOn, since, actor, restores }, stop);
        if (restores && await db.FirstAsync<string>("select level from cadre where id = @CadreId", new { one.CadreId }, stop) is { } former) await InformationSets.RiseAsync(db, one.CadreId, former, null, on, head.DocumentNo, stop);
        return null;
    }

    static Task<int> EnterLedgerAsync(Db db, BatchHead head, BatchCandidate one, string change, string unit, string post, string? level, string kind, DateOnly day, DateOnly decided, string document, CancellationToken stop) => db.ExecuteAsync("""
        insert into appointment_entry (locality_path, year, change, name, cadre_id, unit_name, post_name, level, kind, effective_on, decided_on, decided_by, document_no, votes, batch_name, batch_id, created_by)
        values (@Path, extract(year from @day)::int, @change, @person, @CadreId, @unit, @post, @level, @kind, @day, @decided, @DecidedBy, @document, @votes, @Name, @Id, @actor)
        """, new { head.Path, head.Id, head.Name, head.DecidedBy, person = one.Name, one.CadreId, change, unit, post, level, kind, day, decided, document, votes = one.VotesFor is null ? null : $"同意 {one.VotesFor}，不同意 {one.VotesAgainst}，缓议 {one.VotesDeferred}", actor = db.Actor.Id }, stop);
}
