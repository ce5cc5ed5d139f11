using R = OrgWork.Grassroots.VillageRules;

namespace OrgWork.Grassroots;

/// <summary>村（社区）“两委”换届, 资格联审 with what each department answers, 书记任职备案, 研判调整和免职备案.</summary>
static class VillageProcedures
{
    const string Practice = "各地制度（待核）";

    public static readonly CodeSet Departments = new("review_department", "联审部门", "村（社区）干部人选资格联审（各地可另定）",
    [
        new("1", "纪委监委"), new("2", "法院"), new("3", "检察院"), new("4", "公安"), new("5", "信访"), new("6", "司法行政"), new("7", "自然资源"), new("8", "农业农村"), new("9", "卫生健康"), new("10", "统战（宗教）"),
    ]);

    /// <summary>换届 of a village: each step with its planned day, so that the board shows who is late.</summary>
    public static readonly Procedure Round = new()
    {
        Id = "village-elections", Title = "村（社区）“两委”换届", Register = "organisations", ReadPermission = VillageCadres.Read, ActPermission = VillageCadres.Act,
        SubjectSql = "select o.name as title, o.locality_path from organisation o where o.id = @id and o.is_village and o.removed_at is null and o.abolished_on is null",
        Facts = [Field.Date("plan_party_on", "计划党组织选举"), Field.Date("party_on", "党组织选举"), Field.Date("plan_committee_on", "计划村（居）委会选举"), Field.Date("committee_on", "村（居）委会选举"), Field.Number("registered", "登记选民"), Field.Number("voted", "参加投票"), Field.Text("director", "主任"), Field.Text("new_secretary", "书记")],
        Stages =
        [
            new("准备",
            [
                new("survey", "摸底排查") { Who = "乡镇（街道）党（工）委", Level = LocalityKind.Township, DateFact = "survey_on", Fields = [Field.LongText("survey_words", "班子运行和人选情况", 1000).Required()], Requirement = "逐村摸清班子、人选、矛盾；突出问题登记到“换届突出问题”", Article = Practice },
                new("plan", "制定方案") { Who = "乡镇（街道）党（工）委", Level = LocalityKind.Township, DateFact = "planned_step_on", Documents = ["换届工作方案"], Fields = [Field.Date("plan_party_on", "计划党组织选举").Required(), Field.Date("plan_committee_on", "计划村（居）委会选举").Required(), Field.Date("plan_done_on", "计划全部完成").Required(), Field.Number("team_size", "“两委”职数", 3, 30).Required()], Requirement = "先党组织、后村（居）委会", Article = Practice, Done = (_, deed, _) => Task.FromResult(deed.Facts.Day("plan_party_on") > deed.Facts.Day("plan_committee_on") || deed.Facts.Day("plan_committee_on") > deed.Facts.Day("plan_done_on") ? "计划日期应当先党组织选举，再村（居）委会选举，再全部完成" : null) },
                new("people", "酝酿人选") { Who = "乡镇（街道）党（工）委", Level = LocalityKind.Township, DateFact = "people_on", Documents = ["人选酝酿记录"], Fields = [Field.LongText("people_words", "书记、主任人选和“一肩挑”安排", 1000).Required()], Requirement = "人选登记到“人选和后备”，写明人选职务", Article = Practice },
                new("review", "人选资格联审完毕") { Who = "县委组织部", Level = LocalityKind.County, DateFact = "review_on", Gathers = VillageEffects.BeforeVoteAsync, Checks = [new(R.Reviewed)], Requirement = "人选逐个联审，没有通过的不作为人选", Article = Practice },
            ]),
            new("选举",
            [
                new("party", "党组织选举") { Who = "乡镇（街道）党（工）委", Level = LocalityKind.Township, DateFact = "party_on", Gathers = VillageEffects.BeforeVoteAsync, Deadline = new(R.OnPlan, 7, Reads: new Dictionary<string, string> { ["planned_on"] = "plan_party_on", ["done_on"] = "party_on" }), Checks = [new(R.RisksClosed), new(R.NewTerm)], Fields = [Field.Text("new_secretary", "新任书记", 36).Required(), Field.Number("party_voters", "应到会党员", 1, 10000).Required(), Field.Number("party_present", "到会党员", 1, 10000).Required()],
                    Requirement = "选举在“换届选举”里办理，这里确认结果", Article = "中国共产党基层组织选举工作条例", Done = (_, deed, _) => Task.FromResult(deed.Facts.Number("party_present") > deed.Facts.Number("party_voters") ? "到会党员多于应到会党员，请核对这两个数" : deed.Facts.Number("party_present") * 5 < deed.Facts.Number("party_voters") * 4 ? "到会不足应到会的五分之四，选举无效" : null) },
                new("committee", "村（居）委会选举") { Who = "村（居）民选举委员会", Level = LocalityKind.Township, DateFact = "committee_on", Deadline = new(R.OnPlan, 7, Reads: new Dictionary<string, string> { ["planned_on"] = "plan_committee_on", ["done_on"] = "committee_on" }), Checks = [new(R.Turnout), new(R.MoreThanHalf)],
                    Fields = [Field.Number("registered", "登记参加选举", 1, 1000000).Required(), Field.Number("voted", "参加投票", 1, 1000000).Required(), Field.Text("director", "当选主任", 36).Required(), Field.Number("votes", "主任得票", 1, 1000000).Required()], Requirement = "登记的过半数投票，选举有效；得票过投票人数半数，始得当选；当选人在“人选和后备”里登记当选", Article = "中华人民共和国村民委员会组织法第十五条", Done = DirectorAsync },
            ]),
            new("总结", [new("summary", "总结和交接") { Who = "乡镇（街道）党（工）委", Level = LocalityKind.Township, DateFact = "summary_on", Documents = ["换届总结和交接清单"], Deadline = new(R.OnPlan, 7, Reads: new Dictionary<string, string> { ["planned_on"] = "plan_done_on", ["done_on"] = "summary_on" }), Fields = [Field.LongText("first_year", "新班子第一年任务", 1000).Required()], Requirement = "新老班子交接，列出第一年任务", Article = Practice }]),
        ],
    };

    /// <summary>The head who was elected stands on the list of cadres first: who was elected is there by the deed that counts the votes.</summary>
    static async Task<string?> DirectorAsync(Db db, StepDeed deed, CancellationToken stop) =>
        await db.FirstAsync<string>("select name from village_cadre where organisation_id = @SubjectId and committee_post = '1' and left_on is null and removed_at is null", new { deed.Case.SubjectId }, stop) is { } head && head == deed.Facts["director"]!.Trim() ? null
            : $"村（社区）干部名册上的主任不是“{deed.Facts["director"]}”；先在“人选和后备”里给当选的人办“当选村（居）委会成员”";

    /// <summary>联审: sent to the departments, each answers for itself; concluded only when all have answered.</summary>
    public static readonly Procedure Review = new()
    {
        Id = "joint-reviews", Title = "人选资格联审", Register = "village-candidates", ReadPermission = VillageCadres.Read, ActPermission = VillageCadres.Act,
        SubjectSql = "select c.name as title, c.locality_path, o.name as village, c.aim from village_candidate c join organisation o on o.id = c.organisation_id where c.id = @id and c.removed_at is null and c.left_on is null",
        Facts = [Field.Text("village", "村（社区）"), Field.Code("aim", "人选职务", VillageCandidates.Aims), Field.Date("sent_on", "送审"), Field.Date("answer_by", "答复期限"), Field.Text("answered", "已答复"), Field.Text("objected", "反映问题")],
        Stages =
        [
            new("提请", [new("submit", "提请联审") { Who = "乡镇（街道）党（工）委", Level = LocalityKind.Township, DateFact = "submitted_on", Documents = ["人选基本情况表"], Fields = [Field.Text("submit_words", "人选说明", 200).Required()], Article = Practice }]),
            new("部门答复",
            [
                new("send", "送部门审核") { Who = "县委组织部", Level = LocalityKind.County, DateFact = "sent_on", Fields = [Field.Date("answer_by", "答复期限").Required()], Requirement = "送纪委监委、法院、检察院、公安等部门", Article = Practice },
                new("answer", "登记部门答复") { Who = "县委组织部", Level = LocalityKind.County, DateFact = "answered_on", IsRepeated = true, Documents = ["部门盖章的审核意见"], Deadline = new(R.OnPlan, 3, Reads: new Dictionary<string, string> { ["planned_on"] = "answer_by", ["done_on"] = "never" }), Fields = [Field.Code("department", "部门", Departments).Required(), Field.LongText("answer_words", "审核意见", 500).Required()],
                    Outcomes = [new("clear", "没有问题") { Next = "answer", Sets = facts => Note(facts, isClear: true) }, new("problem", "反映问题") { Next = "answer", Sets = facts => Note(facts, isClear: false) }], Requirement = "一个部门记一次；再次答复以最后一次为准", Article = Practice },
                new("conclude", "联审结论") { Who = "县委组织部", Level = LocalityKind.County, DateFact = "concluded_on", IsFinal = true, Gathers = (_, deed, _) => Task.FromResult<IReadOnlyDictionary<string, string>>(Numbers(deed.Case.Facts)), Checks = [new(R.AllAnswered)],
                    Outcomes = [new("passed", "通过") { Checks = [new(R.NoProblems)], Completes = true }, new("failed", "不通过，不作为人选") { Ends = true, Fields = [Field.LongText("failed_words", "原因", 300).Required()] }], Requirement = "所有部门答复以后作结论；有部门反映问题的不能通过", Article = Practice, Done = ConcludeAsync },
            ]),
        ],
    };

    static void Note(CaseFacts facts, bool isClear)
    {
        facts["said_" + facts["department"]] = isClear ? "clear" : "problem";
        string? Names(string? said) => string.Join('、', Departments.Codes.Where(code => said is null ? facts["said_" + code.Value] is not null : facts["said_" + code.Value] == said).Select(code => code.Name)) is { Length: > 0 } names ? names : null;
        (facts["answered"], facts["objected"]) = (Names(null), Names("problem"));
    }

    static Dictionary<string, string> Numbers(CaseFacts facts) => new Dictionary<string, string>
    {
        ["unanswered"] = CaseFacts.Write(Departments.Codes.Count(code => facts["said_" + code.Value] is null))!, ["problems"] = CaseFacts.Write(Departments.Codes.Count(code => facts["said_" + code.Value] == "problem"))!,
    };

    static async Task<string?> ConcludeAsync(Db db, StepDeed deed, CancellationToken stop)
    {
        await db.ExecuteAsync("update village_candidate set passed_on = @passed, aim = case when @passed::date is null then null else aim end, version = version + 1 where id = @SubjectId", new { deed.Case.SubjectId, passed = deed.Outcome!.Id == "passed" ? deed.On : (DateOnly?)null }, stop);
        return null;
    }

    /// <summary>选任 of a village's secretary and its filing with the county.</summary>
    public static readonly Procedure Filings = new()
    {
        Id = "filings", Title = "村（社区）党组织书记任职备案", Register = "village-candidates", ReadPermission = VillageCadres.Read, ActPermission = VillageCadres.Act,
        SubjectSql = "select c.name as title, c.locality_path, o.name as village, c.passed_on, c.source as candidate_source from village_candidate c join organisation o on o.id = c.organisation_id where c.id = @id and o.is_village and c.removed_at is null and c.left_on is null",
        Facts = [Field.Text("village", "村（社区）"), Field.Code("candidate_source", "来源", VillageCadres.Sources), Field.Date("recommended_on", "推荐"), Field.Text("filing_no", "备案号"), Field.Date("filed_on", "备案"), Field.Date("appointed_on", "任职")],
        Stages =
        [
            new("选人",
            [
                new("recommend", "推荐人选") { Who = "乡镇（街道）党（工）委", Level = LocalityKind.Township, DateFact = "recommended_on", Fields = [Field.Code("candidate_source", "来源", VillageCadres.Sources).Required(), Field.LongText("recommend_words", "推荐理由", 500).Required()], Requirement = "从本村能人、返乡人员、退役军人、机关干部里选", Article = Practice },
                new("inspect", "考察") { Who = "乡镇（街道）党（工）委", Level = LocalityKind.Township, DateFact = "inspected_on", Documents = ["考察材料"], Fields = [Field.LongText("inspect_words", "考察意见", 500).Required()], Article = Practice },
                new("discuss", "党（工）委会议研究") { Who = "乡镇（街道）党（工）委", Level = LocalityKind.Township, DateFact = "discussed_on", Documents = ["会议纪要"], Outcomes = [new("agree", "同意上报备案"), new("refuse", "不同意") { Ends = true }], Article = Practice },
            ]),
            new("备案", [new("file", "县级备案") { Who = "县委组织部", Level = LocalityKind.County, DateFact = "filed_on", Checks = [new(R.PassedBefore)], Outcomes = [new("filed", "准予备案") { Fields = [Field.Text("filing_no", "备案号", 60).Required()] }, new("back", "退回") { Ends = true, Fields = [Field.Text("back_words", "原因", 200).Required()] }], Requirement = "人选须通过联审；没有备案不得任职", Article = Practice }]),
            new("任职", [new("appoint", "任职") { Who = "乡镇（街道）党（工）委", Level = LocalityKind.Township, DateFact = "appointed_on", IsFinal = true, Documents = ["任职通知"], Requirement = "从任职之日起任书记，原书记同日离任", Article = Practice, Done = VillageEffects.AppointAsync }]),
        ],
    };

    /// <summary>六十岁以上、不胜任的研判; kept with a reason, or replaced; every removal is filed before it takes effect.</summary>
    public static readonly Procedure Removals = new()
    {
        Id = "removals", Title = "村（社区）干部研判调整", Register = "village-cadres", ReadPermission = VillageCadres.Read, ActPermission = VillageCadres.Act, Follows = VillageEffects.FollowRemovalAsync,
        SubjectSql = "select c.name as title, c.locality_path, o.name as village, c.party_post, c.last_grade, c.birth_on from village_cadre c join organisation o on o.id = c.organisation_id where c.id = @id and c.removed_at is null and c.left_on is null",
        Facts = [Field.Text("village", "村（社区）"), Field.Code("party_post", "党组织职务", VillageCadres.PartyPosts), Field.Code("leaving", "原因", VillageCadres.Leaving), Field.Date("replace_by", "调整期限"), Field.Text("replacement", "接任人选"), Field.Text("removal_no", "备案号"), Field.Date("removed_on", "离任")],
        Stages =
        [
            new("研判",
            [
                new("judge", "研判") { Who = "乡镇（街道）党（工）委", Level = LocalityKind.Township, DateFact = "judged_on", Fields = [Field.LongText("judge_words", "履职情况", 500).Required()],
                    Outcomes = [new("keep", "继续留任") { Completes = true, Fields = [Field.LongText("keep_words", "留任理由", 300).Required()] }, new("replace", "调整") { Fields = [Field.Code("leaving", "原因", VillageCadres.Leaving).Required(), Field.Date("replace_by", "调整期限").Required(), Field.Text("replacement", "接任人选", 36).Required().Hinted("本村或本乡镇后备人才里的姓名；还没有的写“待物色”")] }], Requirement = "六十岁以上和考核不称职的逐人研判；接任人选从后备人才里定", Article = Practice, Done = VillageEffects.FollowedByAsync },
                new("discuss", "党（工）委会议研究") { Who = "乡镇（街道）党（工）委", Level = LocalityKind.Township, DateFact = "discussed_on", Documents = ["会议纪要"], Fields = [Field.Text("leaving_words", "离任说明", 200).Required()], Outcomes = [new("agree", "同意调整"), new("refuse", "不同意") { Ends = true }], Deadline = new(R.OnPlan, 15, Reads: new Dictionary<string, string> { ["planned_on"] = "replace_by", ["done_on"] = "never" }), Article = Practice },
            ]),
            new("备案", [new("file", "县级备案") { Who = "县委组织部", Level = LocalityKind.County, DateFact = "removal_filed_on", Outcomes = [new("filed", "准予备案") { Fields = [Field.Text("removal_no", "备案号", 60).Required()] }, new("back", "退回") { Ends = true }], Deadline = new(R.OnPlan, 15, Reads: new Dictionary<string, string> { ["planned_on"] = "replace_by", ["done_on"] = "never" }), Article = Practice }]),
            new("离任", [new("leave", "离任") { Who = "乡镇（街道）党（工）委", Level = LocalityKind.Township, DateFact = "removed_on", IsFinal = true, Documents = ["免职通知、交接清单"], Deadline = new(R.OnPlan, 15, Reads: new Dictionary<string, string> { ["planned_on"] = "replace_by", ["done_on"] = "removed_on" }), Requirement = "从离任之日起党组织、村（居）委会职务都终止，席位空缺", Article = Practice, Done = VillageEffects.RemoveAsync }]),
        ],
    };

    public static readonly IReadOnlyList<Procedure> All = [Round, Review, Filings, Removals];
}
