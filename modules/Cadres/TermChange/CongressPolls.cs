namespace OrgWork.Cadres;

/// <summary>The ballots of a congress. Sums, quorum and majority are the poll engine's; who may be voted on is the approved list's. What a ballot came to stands at those put up, and at the candidate of the batch who was to be elected.</summary>
static class CongressPolls
{
    static readonly CodeSet Votes = new("congress_vote", "选票", "中国共产党地方组织选举工作条例", [new("1", "赞成"), new("2", "不赞成"), new("3", "弃权")]);
    const string ByParty = "14", ByPeople = "23";

    public static readonly PollKind Party = Kind("congress-ballots", "党代会选举票", "应到会代表（委员）", new("中国共产党地方组织选举工作条例", "", true), 4, 5, ByParty);
    public static readonly PollKind People = Kind("assembly-ballots", "人代会、政协选举票", "全体代表（委员）", new("地方各级人民代表大会和地方各级人民政府组织法", "", true), 2, 3, ByPeople);

    public static IReadOnlyList<PollKind> All => [Party, People];
    public static PollKind Of(string meeting) => ByParty.Contains(meeting, StringComparison.Ordinal) ? Party : People;

    static PollKind Kind(string id, string title, string voters, Basis basis, int numerator, int denominator, string meetings) => new()
    {
        Id = id, Title = title, Form = PollForm.Seats, Choices = Votes, ItemNoun = "候选人", ReadPermission = TermChanges.Persons, ConductPermission = TermChanges.Arrange, Groups = [new(voters)], SubjectPath = "cadres/term-congresses",
        Quorum = [PollRules.Present($"cadres.{id}.quorum", basis, numerator, denominator, voters)], Majority = PollRules.MajorityOfAll($"cadres.{id}.majority", basis, voters),
        Ready = (db, subject, day, stop) => ReadyAsync(db, subject, day, meetings, stop), Signed = (db, result, stop) => SignedAsync(db, result, meetings, stop), Voided = VoidedAsync,
    };

    sealed record Congress(Guid Id, string Name, string Meeting, string State, string? Project, DateOnly? ApprovedOn, DateOnly? HeldOn);
    public sealed record Nominee(Guid Id, string Name, string Post, Guid? CadreId, Guid? SeatId, string? Result)
    {
        /// <summary>As it stands on the ballot.</summary>
        public string Line => $"{Post}：{Name}";
    }

    static Task<Congress?> FindAsync(Db db, Guid? subject, CancellationToken stop) => db.FirstAsync<Congress>("select c.id, c.name, c.meeting, c.state, g.state as project, c.approved_on, c.held_on from term_congress c left join term_change g on g.id = c.term_change_id where c.id = @subject and c.removed_at is null", new { subject }, stop);
    public static Task<IReadOnlyList<Nominee>> NomineesAsync(Db db, Guid congress, CancellationToken stop) => db.QueryAsync<Nominee>("select id, name, post, cadre_id, seat_id, result from term_nominee where term_congress_id = @congress and removed_at is null order by rank_order, id", new { congress }, stop);

    static async Task<string?> ReadyAsync(Db db, Guid? subject, DateOnly? day, string meetings, CancellationToken stop)
    {
        if (await FindAsync(db, subject, stop) is not { } one || !meetings.Contains(one.Meeting, StringComparison.Ordinal)) return "请从换届会议的页面设票";
        if (one.State == "4" || one.Project == "3") return "这次会议已经选举，各候选人都有结果";
        if (one.State != "3") return "候选人预备人选经上级批复以后才能选举";
        return day < one.ApprovedOn ? $"选举早于批复的 {Dates.Format(one.ApprovedOn!.Value)}" : null;
    }

    static async Task<string?> SignedAsync(Db db, PollResult result, string meetings, CancellationToken stop)
    {
        var (day, actor) = (result.Poll.HeldOn, db.Actor.Id);
        if (day > Clock.Today) return "选举日期晚于今天，请到那天再签认";
        if (await ReadyAsync(db, result.Poll.SubjectId, day, meetings, stop) is { } closed) return closed;
        var id = result.Poll.SubjectId!.Value;
        var nominees = await NomineesAsync(db, id, stop);
        foreach (var item in result.Tally.Items)
        {
            int[] votes = [.. result.Tally.Choices.Select(choice => result.Tally.Votes(item, choice))];
            var outcome = item.Outcome switch { "passed" => "1", "tied" => "3", _ => "2" };
            var said = new { id, day = outcome == "1" ? day : (DateOnly?)null, outcome, present = result.Tally.Whole.Present, yes = votes[0], no = votes[1], none = votes[2], actor };
            if (nominees.FirstOrDefault(other => other.Line == item.Title) is { } one)
            {
                if (one.Result is "1" or "2") return $"“{one.Line}”已经有选举结果";
                var candidate = outcome == "1" && one.CadreId is { } cadre ? await ElectedAsync(db, cadre, one.SeatId, day, stop) : null;
                await db.ExecuteAsync("update term_nominee set result = @outcome, elected_on = @day, present = @present, votes_for = @yes, votes_against = @no, votes_abstain = @none, candidate_id = @candidate, version = version + 1, changed_at = now(), changed_by = @actor where id = @Id", new { one.Id, said.outcome, said.day, said.present, said.yes, said.no, said.none, candidate, actor }, stop);
            }
            else if (!item.IsWrittenIn) return $"“{item.Title}”不在批复的名单里；选票上写“拟任职务：姓名”，另选的人在录入票数时填在“另选他人”";
            else if (outcome == "1")
            {
                if (item.Title.Split('：', 2) is not [{ Length: > 0 } post, { Length: > 0 } name]) return $"另选的“{item.Title}”要写成“职务：姓名”";
                await db.ExecuteAsync("insert into term_nominee (term_congress_id, locality_path, rank_order, name, post, result, elected_on, present, votes_for, votes_against, votes_abstain, is_written_in, created_by, changed_by) select c.id, c.locality_path, 900, @name, @post, @outcome, @day, @present, @yes, @no, @none, true, @actor, @actor from term_congress c where c.id = @id on conflict (term_congress_id, name, post) where removed_at is null do update set result = excluded.result, elected_on = excluded.elected_on, present = excluded.present, votes_for = excluded.votes_for, votes_against = excluded.votes_against, votes_abstain = excluded.votes_abstain", new { id, name = name.Trim(), post, said.outcome, said.day, said.present, said.yes, said.no, said.none, actor }, stop);
            }
        }
        // Elected when nobody who was put up is left without a result; until then another ballot follows.
        await db.ExecuteAsync("update term_congress c set held_on = @day, state = case when exists (select from term_nominee n where n.term_congress_id = c.id and not n.is_written_in and n.removed_at is null and coalesce(n.result, '3') = '3') then '3' else '4' end, version = c.version + 1, changed_at = now(), changed_by = @actor where c.id = @id", new { id, day, actor }, stop);
        return null;
    }

    /// <summary>The day of the election is the lawful day of the candidate a batch had decided to put up; the record of the batch says so.</summary>
    static async Task<Guid?> ElectedAsync(Db db, Guid cadre, Guid? seat, DateOnly day, CancellationToken stop)
    {
        var (candidate, batch) = await db.FirstAsync<(Guid?, Guid?)>("""
            update appointment_candidate set lawful_on = @day, version = version + 1, changed_at = now(), changed_by = @actor where id = (
              select c.id from appointment_candidate c join appointment_post p on p.id = c.post_id and p.way = '2' where c.cadre_id = @cadre and c.state = '5' and c.lawful_on is null and c.decided_on <= @day and c.removed_at is null and (p.seat_id is null or @seat::uuid is null or p.seat_id = @seat) order by c.decided_on desc, c.id limit 1)
            returning id, appointment_batch_id
            """, new { cadre, seat, day, actor = db.Actor.Id }, stop);
        if (batch is { } of && await Batch.LoadAsync(db, of, day, stop) is { } held) await Batch.LogAsync(db, held.Head, day, "依法选举、任命", held.Candidates.FirstOrDefault(one => one.Id == candidate)?.Name, Dates.Format(day), stop);
        return candidate;
    }

    /// <summary>A void ballot elected nobody: its results are taken out, as long as nobody has taken office on them.</summary>
    static async Task<string?> VoidedAsync(Db db, Poll poll, CancellationToken stop)
    {
        if (await FindAsync(db, poll.SubjectId, stop) is not { } one) return null;
        if (one.Project == "3") return "换届已经完成，选举结果不再作废";
        var said = new { one.Id, poll = poll.Id, actor = db.Actor.Id, day = poll.HeldOn };
        if (await db.FirstAsync<string>("select string_agg(c.name, '、' order by c.name) from term_nominee n join appointment_candidate c on c.id = n.candidate_id and c.took_office_on is not null where n.term_congress_id = @Id and n.removed_at is null and n.elected_on = @day", said, stop) is { } seated) return $"{seated}已经任职，不能再作废";
        await db.ExecuteAsync("update appointment_candidate c set lawful_on = null, version = c.version + 1, changed_at = now(), changed_by = @actor from term_nominee n join org.poll_item i on i.poll_id = @poll and i.title = n.post || '：' || n.name where n.term_congress_id = @Id and c.id = n.candidate_id and n.removed_at is null", said, stop);
        await db.ExecuteAsync("update term_nominee n set result = null, elected_on = null, present = null, votes_for = null, votes_against = null, votes_abstain = null, candidate_id = null, version = n.version + 1, changed_at = now(), changed_by = @actor from org.poll_item i where i.poll_id = @poll and n.term_congress_id = @Id and i.title = n.post || '：' || n.name and n.removed_at is null", said, stop);
        await db.ExecuteAsync("update term_congress set state = '3', held_on = case when exists (select from term_nominee n where n.term_congress_id = @Id and n.result is not null and n.removed_at is null) then held_on end, version = version + 1, changed_at = now(), changed_by = @actor where id = @Id", said, stop);
        return null;
    }
}
