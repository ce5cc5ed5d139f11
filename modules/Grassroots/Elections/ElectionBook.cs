namespace OrgWork.Grassroots;

/// <summary>A full member of the organisation that elects.</summary>
public sealed record Voter(Guid Id, string Name, string? Sex, DateOnly? BirthOn, string? PartyGroup, string Organisation, bool IsFloating, DateOnly? NoVoteUntilOn, string MembershipState, string? Reason)
{
    /// <summary>No vote and cannot be elected: 留党察看, 停止党籍, 失联 under 停止.</summary>
    public bool HasRight(DateOnly day) => MembershipState is "1" or "2" && !(NoVoteUntilOn >= day);
}

public sealed record Standing(Guid Id, Guid MemberId, string Name, string Post, string? Duty, int? Votes, string? Result, bool IsWrittenIn);

public sealed record ElectionHead(Guid Id, string Name, Guid OrganisationId, string Organisation, string LocalityPath, string Form, DateOnly PlannedOn, int Seats, int Years, string State, DateOnly? HeldOn)
{
    public bool HasCommittee => Form == "1";
}

/// <summary>Who votes, who stands, what came of it; and the committee that takes office on the day of the election.</summary>
public sealed class ElectionBook(Db db)
{
    public Task<ElectionHead?> HeadAsync(Guid id, CancellationToken stop) => db.FirstAsync<ElectionHead>("""
        select e.id, e.name, e.organisation_id, o.name as organisation, e.locality_path, e.form, e.planned_on, e.seats, e.years, e.state, e.held_on
        from election e join organisation o on o.id = e.organisation_id where e.id = @id and e.removed_at is null
        """, new { id }, stop);

    /// <summary>Full members of the organisation and of the branches below it; whoever is left out of those who should come has a reason.</summary>
    public Task<IReadOnlyList<Voter>> VotersAsync(ElectionHead head, CancellationToken stop) => db.QueryAsync<Voter>("""
        select m.id, m.name, m.sex, m.birth_on, m.party_group, o.name as organisation, m.is_floating, m.no_vote_until_on, m.membership_state, a.reason
        from member m join organisation o on o.id = m.organisation_id left join election_absence a on a.member_id = m.id and a.election_id = @Id and a.removed_at is null
        where m.removed_at is null and m.left_on is null and m.kind = '1' and m.membership_state <> '3' and o.abolished_on is null and (o.id = @OrganisationId or o.parent_id = @OrganisationId)
        order by o.id = @OrganisationId desc, m.locality_path, m.rank_order, m.id limit 3000
        """, head, stop);

    public Task<IReadOnlyList<Standing>> CandidatesAsync(Guid election, CancellationToken stop) => db.QueryAsync<Standing>(
        "select id, member_id, name, post, duty, votes, result, is_written_in from election_candidate where election_id = @election and removed_at is null order by post, votes desc nulls last, rank_order, id", new { election }, stop);

    /// <summary>Who should come to the meeting: those with the right to vote, less those the meeting may leave out.</summary>
    public static int ExpectedOf(IEnumerable<Voter> voters, DateOnly day) => voters.Count(voter => voter.HasRight(day) && voter.Reason is null);

    public static Task<string?> MeetingSignedAsync(Db db, PollResult result, CancellationToken stop) => new ElectionBook(db).SignedAsync(result, isFirst: false, stop);
    public static Task<string?> FirstSignedAsync(Db db, PollResult result, CancellationToken stop) => new ElectionBook(db).SignedAsync(result, isFirst: true, stop);

    /// <summary>Once a result is signed off it stands at the candidates. What does not fit the election is not signed off.</summary>
    async Task<string?> SignedAsync(PollResult result, bool isFirst, CancellationToken stop)
    {
        if (result.Poll.SubjectId is not { } id || await HeadAsync(id, stop) is not { } head) return "这次投票没有关联换届选举，请从“选举准备”进入设票";
        if (head.State != "1" && !(isFirst && head.State == "2")) return $"这次换届选举{TermElections.States.NameOf(head.State)}，不能再签认选票";
        var candidates = await CandidatesAsync(id, stop);
        var (voters, day) = (await VotersAsync(head, stop), result.Poll.HeldOn);
        if (day > Clock.Today) return "选举日期晚于今天，请到那天再签认";
        if (isFirst && (!head.HasCommittee || candidates.All(one => one.Result != "1"))) return "先签认党员大会的选举票，选出委员，再选书记";
        var expected = isFirst ? candidates.Count(one => one.Result == "1") : ExpectedOf(voters, day);
        if (result.Tally.Whole.Eligible != expected) return $"应到会填的是 {result.Tally.Whole.Eligible} 人；按选民名单，有选举权并计入应到会的是 {expected} 人，请核对名单或票数";
        if (!isFirst && result.Poll.Seats != head.Seats) return $"应选名额填的是 {result.Poll.Seats} 名，上级批复的是 {head.Seats} 名";
        foreach (var item in result.Tally.Items)
        {
            // 书记：张三
            var (post, name) = item.Title.Split('：', 2) is [var said, var who] && TermElections.Posts.Codes.FirstOrDefault(code => code.Name == said) is { } code ? (code.Value, who.Trim()) : ((string?)null, item.Title.Trim());
            if (isFirst && post is not ("001A" or "001B")) return $"“{item.Title}”要写成“书记：姓名”或“副书记：姓名”";
            var known = candidates.Where(one => one.Name == name && (!isFirst || one.Result == "1")).ToList();
            if (known.Count > 1) return $"候选人里有两个“{name}”，请在姓名后注明，如“{name}（女）”";
            var one = known.SingleOrDefault();
            var outcome = item.Outcome switch { "passed" => "1", "tied" => "3", _ => "2" };
            var votes = result.Tally.Votes(item, result.Tally.Choices[0]);
            if (one is null && (isFirst || !item.IsWrittenIn)) return isFirst ? $"“{name}”不是新当选的委员" : $"“{name}”不在批复的候选人名单里；另选的人请在录入票数时填在“另选他人”";
            if (one is null)
            {
                if (outcome != "1") continue;
                if (voters.Where(voter => voter.Name == name && voter.HasRight(day)).ToList() is not [var chosen]) return $"另选的“{name}”不在有被选举权的党员名单里，或者有同名的，请核对";
                await db.ExecuteAsync("insert into election_candidate (election_id, locality_path, rank_order, member_id, name, votes, result, is_written_in) select e.id, e.locality_path, 900, @member, @name, @votes, @outcome, true from election e where e.id = @id", new { id, member = chosen.Id, name, votes, outcome }, stop);
            }
            else if (isFirst)
            {
                if (outcome == "1") await db.ExecuteAsync("update election_candidate set post = @post, version = version + 1 where id = @Id", new { one.Id, post }, stop);
            }
            else
            {
                if (voters.All(voter => voter.Id != one.MemberId || !voter.HasRight(day))) return $"“{name}”在选举那天没有被选举权";
                await db.ExecuteAsync("update election_candidate set votes = @votes, result = @outcome, version = version + 1 where id = @Id", new { one.Id, votes, outcome }, stop);
            }
        }
        return null;
    }

    /// <summary>The committee takes office on the day it was elected.</summary>
    public async Task<string?> TakeOfficeAsync(ElectionHead head, DateOnly day, string document, CancellationToken stop)
    {
        var committee = new CommitteeBook(db);
        if (await committee.HeadAsync(head.OrganisationId, stop) is not { } organisation) return "党组织已撤销或不在您的范围之内";
        var elected = (await CandidatesAsync(head.Id, stop)).Where(one => one.Result == "1").OrderBy(one => one.Post).ToList();
        if (elected.Count == 0) return "还没有签认过的选举结果";
        if (elected.Count(one => one.Post == "001A") != 1) return "新一届没有书记或有两名书记，请先选出书记并签认";
        var free = (await committee.SeatsAsync(head.OrganisationId, day, stop)).ToList();
        var seated = new List<Elected>();
        foreach (var one in elected)
        {
            var seat = free.FirstOrDefault(seat => seat.Post == one.Post && seat.Duty == one.Duty) ?? free.FirstOrDefault(seat => one.Post == "002A" ? seat.Post.StartsWith("002", StringComparison.Ordinal) : seat.Post == one.Post);
            if (seat is not null) free.Remove(seat);
            seated.Add(new(seat?.Id ?? await db.FirstAsync<Guid>("""
                insert into committee_seat (organisation_id, locality_path, rank_order, post, duty, opened_on, created_by, changed_by)
                select o.id, o.locality_path, coalesce((select max(s.rank_order) from committee_seat s where s.organisation_id = o.id), 0) + 10, @Post, @Duty, @day, @actor, @actor from organisation o where o.id = @OrganisationId returning id
                """, new { one.Post, one.Duty, day, head.OrganisationId, actor = db.Actor.Id }, stop), one.MemberId));
        }
        if (await committee.ElectAsync(organisation, seated, day, head.Years, "1", document, stop) is { } fault) return fault;
        // Seats beyond what was approved for the new term are given up; those approved and not filled stay vacant.
        foreach (var seat in free.Where(seat => seat.Post.StartsWith("002", StringComparison.Ordinal)).Skip(Math.Max(0, head.Seats - elected.Count)))
            await db.ExecuteAsync("update committee_seat set closed_on = @day, version = version + 1 where id = @Id and closed_on is null and opened_on <= @day", new { seat.Id, day }, stop);
        await db.ExecuteAsync("update election set state = '3', held_on = @day, version = version + 1 where id = @Id", new { head.Id, day }, stop);
        await db.RecordAsync(new(DeedKind.Update, "organisations", head.OrganisationId, organisation.LocalityPath, organisation.Name, [new("换届", organisation.TermBeganOn is { } before ? Dates.Format(before) : null, Dates.Format(day)), new("批复", null, document), .. elected.Select(one => new Change(TermElections.Posts.NameOf(one.Post), null, one.Name))]), stop);
        return null;
    }
}
