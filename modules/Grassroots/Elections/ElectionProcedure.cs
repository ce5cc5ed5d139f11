using R = OrgWork.Grassroots.ElectionRules;

namespace OrgWork.Grassroots;

/// <summary>换届选举 of a Party organisation from the request to the reply (《中国共产党基层组织选举工作条例》, rules B9). The committee takes office on the day of the meeting.</summary>
static class ElectionProcedure
{
    const string Regulation = "中国共产党基层组织选举工作条例";

    public static readonly Procedure Procedure = new()
    {
        Id = "term-elections", Title = "换届选举", Register = "elections", ReadPermission = TermElections.Read, ActPermission = TermElections.Act,
        SubjectSql = "select e.name as title, e.locality_path, e.form as election_form, e.planned_on, o.name as organisation from election e join organisation o on o.id = e.organisation_id where e.id = @id and e.removed_at is null",
        Facts = [Field.Text("organisation", "党组织"), Field.Date("planned_on", "计划选举"), Field.Date("elected_on", "选举"), Field.Text("result_no", "批复")],
        Follows = async (db, one, stop) => await db.ExecuteAsync("update election set state = @state, version = version + 1 where id = @SubjectId and state <> '3' and state <> @state", new { one.SubjectId, state = one.State == "stopped" ? "9" : one.Facts["elected_on"] is not null ? "2" : "1" }, stop),
        Stages =
        [
            new("请示和批复",
            [
                new("request", "请示换届") { Who = "党组织", Documents = ["换届选举请示"], Fields = [Field.Code("election_form", "选举方式", TermElections.Forms).Required(), Field.Text("request_no", "请示文号", 60)], Requirement = "写明任期届满情况、新一届名额和选举办法", Article = Regulation },
                new("reply", "上级党委批复") { Who = "上级党委", Level = LocalityKind.Township, DateFact = "replied_on", Documents = ["批复"], Fields = [Field.Text("reply_no", "批复文号", 60).Required()], Outcomes = [new("agree", "同意换届"), new("refuse", "不同意") { Ends = true }], Article = Regulation },
            ]),
            new("候选人",
            [
                new("nominate", "酝酿推荐候选人") { Who = "党组织", Documents = ["推荐和酝酿记录"], Gathers = NumbersAsync, Checks = [new(R.Candidates) { OnlyWith = "by_committee" }, new(R.SomeoneStands)], Requirement = "委员差额不少于应选人数的百分之二十；在“选举准备”里选定候选人", Article = Regulation },
                new("candidates", "批复候选人预备人选") { Who = "上级党委", Level = LocalityKind.Township, Documents = ["批复"], Fields = [Field.Text("candidates_no", "批复文号", 60).Required()], Outcomes = [new("agree", "同意"), new("back", "退回重新酝酿") { Next = "nominate" }], Article = Regulation },
            ]),
            new("选举",
            [
                new("meeting", "党员大会选举") { Who = "党员大会", DateFact = "elected_on", Documents = ["选举办法和会议记录"], Gathers = (db, deed, stop) => PolledAsync(db, deed, ElectionPolls.Meeting, stop), Checks = [new(R.Quorum), new(R.Ballots), new(R.SomeoneElected), new(R.SameDay)],
                    Outcomes = [new("committee", "选出委员会，接着选举书记") { When = facts => facts["election_form"] != "2", Next = "first" }, new("direct", "直接选出书记") { When = facts => facts["election_form"] == "2", Next = "report" }],
                    Requirement = "到会不少于应到会的五分之四，赞成超过应到会的半数；票数在“选举准备”里设票、录入、签认", Article = Regulation, Done = HeldAsync },
                new("first", "委员会第一次全体会议选举书记、副书记") { Who = "新一届委员会", DateFact = "first_on", Documents = ["会议记录"], Gathers = (db, deed, stop) => PolledAsync(db, deed, ElectionPolls.First, stop), Checks = [new(R.Quorum), new(R.Ballots), new(R.SomeoneElected), new(R.SameDay, new Dictionary<string, string> { ["acted_on"] = "first_on" })], Requirement = "等额选举", Article = Regulation },
            ]),
            new("报批",
            [
                new("report", "报告选举结果") { Who = "党组织", Documents = ["选举结果报告"], Article = Regulation },
                new("result", "上级党委批复") { Who = "上级党委", Level = LocalityKind.Township, DateFact = "approved_on", IsFinal = true, Documents = ["批复"], Outcomes = [new("approved", "批准") { Fields = [Field.Text("result_no", "批复文号", 60).Required()] }, new("refused", "不批准") { Ends = true }], Requirement = "批准后原班子离任、新班子任职，从选举之日算起", Article = Regulation, Done = ApprovedAsync },
            ]),
        ],
    };

    static async Task<IReadOnlyDictionary<string, string>> NumbersAsync(Db db, StepDeed deed, CancellationToken stop)
    {
        var (form, seats, candidates) = await db.FirstAsync<(string, int, int)>("select form, seats, (select count(*)::int from election_candidate c where c.election_id = e.id and c.removed_at is null) from election e where id = @SubjectId", new { deed.Case.SubjectId }, stop);
        var facts = new Dictionary<string, string> { ["seats"] = CaseFacts.Write(seats)!, ["candidates"] = CaseFacts.Write(candidates)! };
        if (form == "1") facts["by_committee"] = "true";
        return facts;
    }

    /// <summary>The numbers of the signed ballots; without them the rules have nothing to go by, and hold the step up.</summary>
    static async Task<IReadOnlyDictionary<string, string>> PolledAsync(Db db, StepDeed deed, PollKind kind, CancellationToken stop)
    {
        if (await Ballots.SignedAsync(db, kind, deed.Case.SubjectId, stop) is not { } poll) return new Dictionary<string, string>();
        var whole = poll.Tally.Whole;
        return new Dictionary<string, string>
        {
            ["voters"] = CaseFacts.Write(whole.Eligible)!, ["present"] = CaseFacts.Write(whole.Present)!, ["issued"] = CaseFacts.Write(whole.Issued)!, ["returned"] = CaseFacts.Write(whole.Returned)!,
            ["elected_count"] = CaseFacts.Write(poll.Tally.Items.Count(item => item.Outcome == "passed"))!, ["polled_on"] = CaseFacts.Write(poll.Poll.HeldOn)!, ["acted_on"] = CaseFacts.Write(deed.On)!,
        };
    }

    static async Task<string?> HeldAsync(Db db, StepDeed deed, CancellationToken stop) =>
        await db.ExecuteAsync("update election set held_on = @On, form = @form, version = version + 1 where id = @SubjectId and state = '1'", new { deed.On, deed.Case.SubjectId, form = deed.Facts["election_form"] }, stop) == 0 ? "这次换届选举已经办过" : null;

    static async Task<string?> ApprovedAsync(Db db, StepDeed deed, CancellationToken stop)
    {
        if (deed.Outcome!.Id != "approved") return null;
        var book = new ElectionBook(db);
        return await book.HeadAsync(deed.Case.SubjectId, stop) is { } head ? await book.TakeOfficeAsync(head, deed.Facts.Day("elected_on")!.Value, deed.Facts["result_no"]!, stop) : "换届选举的记录已不在";
    }
}
