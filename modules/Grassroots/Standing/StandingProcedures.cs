using R = OrgWork.Grassroots.StandingRules;
using T = OrgWork.Grassroots.TransferRules;

namespace OrgWork.Grassroots;

/// <summary>党籍 (rules B5, A17): suspended and restored, left or expelled, punished. The branch's meeting decides, the committee above approves, the register follows on that day.</summary>
public static class StandingProcedures
{
    const string Management = "中国共产党党员教育管理工作条例", Constitution = "中国共产党章程第九条", Discipline = "中国共产党纪律处分条例";

    const string Subject = """
        select m.name as title, m.locality_path, m.lost_on, m.suspended_on, o.name as from_organisation
        from member m join organisation o on o.id = m.organisation_id where m.id = @id and m.removed_at is null and m.left_on is null
        """;

    static readonly CodeSet Cause = new("suspension_cause", "停止党籍的事由", "中国共产党党员教育管理工作条例", [new("1", "失去联系"), new("2", "在国（境）外长期定居"), new("3", "出国学习研究未归")]);
    static readonly CodeSet Punishment = new("punishment", "处分种类", "ZB65 025", [.. GrassrootsCodes.HonourKind.Codes.Where(code => code.Value.StartsWith("0225", StringComparison.Ordinal))]);

    static Field[] Votes(string prefix) =>
    [
        Field.Number(prefix + "voters", "应到会有表决权的党员", 1, 10000).Required(), Field.Number(prefix + "present", "到会有表决权的党员", 0, 10000).Required(),
        Field.Number(prefix + "approve", "赞成", 0, 10000).Required(), Field.Number(prefix + "oppose", "不赞成", 0, 10000).Required(), Field.Number(prefix + "abstain", "弃权", 0, 10000).Required(),
    ];

    static StepCheck[] VoteChecks(string prefix)
    {
        var reads = new[] { "voters", "present", "approve", "oppose", "abstain" }.ToDictionary(name => name, name => prefix + name);
        return [new(R.Quorum, reads), new(R.Ballots, reads), new(R.Majority, reads)];
    }

    const string Minutes = "支部大会会议记录和票决情况", Reply = "上级党委批复";

    /// <summary>失联、停止党籍、恢复党籍. Who is found is restored to the state before without a vote, as long as nothing was decided.</summary>
    public static readonly Procedure Suspension = new()
    {
        Id = "suspensions", Title = "失联处置和停止党籍", Register = "members", ReadPermission = "grassroots.standing.read", ActPermission = "grassroots.standing.act", SubjectSql = Subject,
        Facts = [Field.Text("from_organisation", "所在党支部"), Field.Code("cause", "事由", Cause), Field.Date("lost_on", "失去联系"), Field.Date("abroad_since", "出国（境）"), Field.Date("suspended_on", "停止党籍"), Field.Text("searched_by", "查找人")],
        Stages =
        [
            new("登记和查找",
            [
                new("register", "登记失联") { Who = "党支部", Fields = [Field.Code("cause", "事由", Cause).Required(), Field.Date("lost_on", "失去联系日期").Past().Hinted("最后一次联系上的日期；事由为失去联系时填"), Field.Date("abroad_since", "出国（境）日期").Past(), Field.LongText("lost_words", "情形", 500).Required()],
                    Outcomes =
                    [
                        new("lost", "失去联系，开始查找") { Next = "search", Sets = facts => facts["is_lost"] = "true" },
                        new("abroad", "在国（境）外，提请停止党籍") { Next = "suspend_meeting", Checks = [new(R.AbroadFiveYears)] },
                    ],
                    Requirement = "登记最后一次联系的时间和已知去向", Article = Management, Done = StandingEffects.RegisterAsync },
                new("search", "查找") { Who = "党支部", DateFact = "searched_on", IsRepeated = true, Fields = [Field.Text("searched_by", "查找人", 36).Required(), Field.LongText("searched_words", "途径和结果", 500).Required()], Deadline = new(T.LostHalfYear, 30, IsEarliest: true),
                    Outcomes = [new("none", "没有找到，继续查找") { Next = "search" }, new("found", "取得联系，恢复正常管理") { Completes = true }], Requirement = "通过户籍、亲属、单位等查找，记录每次结果；满六个月仍无音讯的提请停止党籍", Article = Management, Done = StandingEffects.FoundAsync },
            ]),
            new("停止党籍",
            [
                new("suspend_meeting", "支部大会讨论停止党籍") { Who = "支部大会", DateFact = "suspend_meeting_on", Documents = [Minutes], EachFields = Votes("suspend_"), Checks = [new(T.LostHalfYear) { OnlyWith = "is_lost" }, .. VoteChecks("suspend_")], Requirement = "失联满六个月", Article = Management },
                new("suspend", "上级党委批准停止党籍") { Who = "基层党委", Level = LocalityKind.Township, DateFact = "suspended_on", IsFinal = true, Documents = [Reply], Checks = [new(T.LostHalfYear) { OnlyWith = "is_lost" }],
                    Outcomes = [new("approved", "批准停止党籍"), new("refused", "不批准，继续查找") { Next = "search" }], Requirement = "停止党籍期间不计入党员数，不计算党龄", Article = Management, Done = StandingEffects.SuspendAsync },
            ]),
            new("停止党籍以后",
            [
                new("watch", "继续查找") { Who = "党支部", DateFact = "watched_on", IsRepeated = true, Fields = [Field.LongText("watched_words", "途径和结果", 500).Required()], Deadline = new(T.SuspendedTwoYears, 30, IsEarliest: true),
                    Outcomes = [new("none", "没有联系") { Next = "watch" }, new("found", "取得联系，本人申请恢复党籍") { Next = "restore_meeting" }], Requirement = "两年后仍失联的，按自行脱党除名", Article = Management },
                new("remove_meeting", "支部大会讨论按自行脱党除名") { Who = "支部大会", DateFact = "remove_meeting_on", Documents = [Minutes], EachFields = Votes("remove_"), Checks = [new(T.SuspendedTwoYears), .. VoteChecks("remove_")], Requirement = "停止党籍满两年", Article = Management },
                new("remove", "上级党委批准除名") { Who = "基层党委", Level = LocalityKind.Township, DateFact = "exited_on", IsFinal = true, Documents = [Reply], Checks = [new(T.SuspendedTwoYears)],
                    Outcomes = [new("approved", "批准除名") { Completes = true, Sets = facts => facts["exit_kind"] = "231" }, new("refused", "不批准") { Next = "watch" }], Article = Constitution, Done = StandingEffects.LeaveAsync },
                new("restore_meeting", "支部大会讨论恢复党籍") { Who = "支部大会", DateFact = "restore_meeting_on", Documents = ["本人申请和说明", Minutes], EachFields = Votes("restore_"), Checks = VoteChecks("restore_"), Requirement = "审查停止党籍期间的表现", Article = Management },
                new("restore", "上级党委批准恢复党籍") { Who = "基层党委", Level = LocalityKind.Township, DateFact = "restored_on", IsFinal = true, Documents = [Reply],
                    Outcomes = [new("approved", "批准恢复党籍") { Completes = true }, new("refused", "不批准") { Next = "watch" }], Article = Management, Done = StandingEffects.RestoreAsync },
            ]),
        ],
    };

    /// <summary>退党、自行脱党、劝退、除名 (党章 art. 9).</summary>
    public static readonly Procedure Exit = new()
    {
        Id = "exits", Title = "退党和除名", Register = "members", ReadPermission = "grassroots.standing.read", ActPermission = "grassroots.standing.act", SubjectSql = Subject,
        Facts = [Field.Text("from_organisation", "所在党支部"), Field.Date("neglected_since", "脱离组织自"), Field.Date("correct_until", "限期改正至"), Field.Code("exit_kind", "离开类型", StandardCodes.PartyEntryAndExit)],
        Stages =
        [
            new("提出",
            [
                new("raise", "提出") { Who = "党支部", Fields = [Field.LongText("grounds", "事实和依据", 1000).Required()],
                    Outcomes =
                    [
                        new("quit", "本人书面要求退党") { Next = "exit_meeting", Documents = ["退党申请书"], Sets = facts => facts["exit_kind"] = "232" },
                        new("deserted", "六个月不参加组织生活、不交党费或不做分配的工作") { Next = "verify", Fields = [Field.Date("neglected_since", "自何日起").Required().Past()], Checks = [new(R.SixMonths)] },
                        new("unfit", "缺乏革命意志、不履行党员义务、不符合党员条件") { Next = "correct" },
                    ], Requirement = "要求退党、自行脱党、不合格三种情形", Article = Constitution },
            ]),
            new("核实和教育",
            [
                new("verify", "核实理由，批评教育") { Who = "党支部", Documents = ["谈话和核实记录"], Fields = [Field.Flag("is_heard", "听取本人说明和申辩").Required()],
                    Outcomes = [new("confirmed", "没有正当理由") { Next = "exit_meeting", Checks = [new(R.SixMonths), new(R.Heard)], Sets = facts => facts["exit_kind"] = "231" }, new("reasoned", "有正当理由，不作处置") { Ends = true }], Requirement = "找本人谈话，核实有无正当理由", Article = Constitution },
                new("correct", "支部大会决定限期改正") { Who = "支部大会", DateFact = "correct_on", Documents = [Minutes], Fields = [Field.Date("correct_until", "改正期限").Required(), Field.Text("helpers", "帮教人", 60).Required()], Checks = [new(R.CorrectWithinYear)], Requirement = "不超过一年，指定帮教人", Article = Management },
                new("corrected", "期满认定") { Who = "支部大会", DateFact = "corrected_on", Documents = ["帮教记录和认定意见"], Deadline = new(R.CorrectionDue),
                    Outcomes = [new("passed", "已经改正") { Completes = true }, new("failed", "没有改正，劝其退党") { Checks = [new(R.CorrectionOver)] }], Requirement = "期满没有转变的，应当劝其退党", Article = Constitution },
                new("persuade", "支部大会讨论劝其退党") { Who = "支部大会", Documents = [Minutes], EachFields = Votes("persuade_"), Checks = VoteChecks("persuade_"), Requirement = "支部大会决定，报上级批准", Article = Constitution },
                new("answer", "本人答复") { Who = "本人", Documents = ["本人书面答复或谈话记录"], Fields = [Field.Flag("is_heard", "听取本人说明和申辩").Required()], Checks = [new(R.Heard)],
                    Outcomes = [new("agreed", "同意退党") { Next = "exit_approval", Sets = facts => facts["exit_kind"] = "241" }, new("refused", "坚持不退") { Next = "exit_meeting", Sets = facts => facts["exit_kind"] = "242" }], Requirement = "坚持不退的，提交支部大会讨论除名", Article = Constitution },
            ]),
            new("除名",
            [
                new("exit_meeting", "支部大会讨论除名") { Who = "支部大会", DateFact = "exit_meeting_on", Documents = [Minutes], EachFields = Votes("exit_"), Checks = VoteChecks("exit_"), Requirement = "到会过半，赞成过应到半数", Article = Constitution },
                new("exit_approval", "上级党委批准") { Who = "基层党委", Level = LocalityKind.Township, DateFact = "exited_on", IsFinal = true, Documents = [Reply],
                    Outcomes = [new("approved", "批准（备案）"), new("refused", "不批准") { Ends = true }], Requirement = "要求退党的备案，其余批准", Article = Constitution, Done = StandingEffects.LeaveAsync },
                new("announce", "宣布和归档") { Who = "党支部", Documents = ["除名（退党）决定"], Requirement = "宣布后材料归入党员档案", Article = Constitution },
            ]),
        ],
    };

    /// <summary>党纪处分 and its period: what was decided stands on the member's list of 奖惩 with the day until which it counts.</summary>
    public static readonly Procedure Punishments = new()
    {
        Id = "punishments", Title = "党纪处分", Register = "members", ReadPermission = "grassroots.standing.read", ActPermission = "grassroots.standing.act", SubjectSql = Subject,
        Facts = [Field.Text("from_organisation", "所在党支部"), Field.Code("punishment", "处分", Punishment), Field.Date("punished_on", "批准"), Field.Date("affects_until_on", "影响期至"), Field.Date("watch_ends_on", "留党察看至")],
        Stages =
        [
            new("立案和审查", [new("filed", "立案") { Who = "纪检机关或党委", Fields = [Field.Text("filed_no", "立案文号", 60).Required()], Documents = ["立案决定"], Requirement = "由有管理权限的纪检机关立案", Article = Discipline },
                new("facts", "事实见面，听取说明和申辩") { Who = "纪检机关或党支部", Documents = ["处分所依据的事实材料、本人意见"], Fields = [Field.Flag("is_heard", "听取本人说明和申辩").Required()], Checks = [new(R.Heard)], Requirement = "同本人见面，听取说明情况和申辩", Article = "中国共产党章程第四十三条" }]),
            new("决定",
            [
                new("meeting", "支部大会讨论决定") { Who = "支部大会", DateFact = "punish_meeting_on", Documents = [Minutes], Fields = [Field.Code("punishment", "处分种类", Punishment).Required()], EachFields = Votes("punish_"), Checks = VoteChecks("punish_"), Requirement = "经支部大会讨论决定，特殊情况由县级以上纪检机关直接决定", Article = "中国共产党章程第四十二条" },
                new("approval", "党委（纪委）批准") { Who = "有审批权的党委、纪委", Level = LocalityKind.Township, DateFact = "punished_on", IsFinal = true, Documents = ["处分决定"], Fields = [Field.Text("document_no", "处分决定文号", 60).Required(), Field.Text("authority", "批准机关", 100).Required()],
                    Outcomes =
                    [
                        new("approved", "批准") { When = facts => facts["punishment"] is not ("02258" or "02259") }, new("watched", "批准留党察看") { When = facts => facts["punishment"] == "02258", Fields = [Field.Number("watch_months", "留党察看（月）", 1, 60).Required()], Checks = [new(R.WatchLength)], Sets = facts => facts["watch_ends_on"] = CaseFacts.Write(facts.Day("punished_on")!.Value.AddMonths(facts.Number("watch_months")!.Value)) },
                        new("expelled", "批准开除党籍") { When = facts => facts["punishment"] == "02259", Sets = facts => facts["exit_kind"] = "251" }, new("refused", "不予处分") { Ends = true },
                    ], Requirement = "处分自批准之日起生效", Article = Discipline, Done = StandingEffects.PunishAsync },
                new("announced", "宣布") { Who = "党支部", DateFact = "announced_on", Deadline = new(R.Announced), Checks = [new(R.Announced)], Documents = ["宣布记录"],
                    Outcomes = [new("closed", "已宣布，归入党员档案") { Completes = true, When = facts => facts["watch_ends_on"] is null }, new("watch", "已宣布，进入留党察看期") { When = facts => facts["watch_ends_on"] is not null }], Requirement = "一个月内向支部全体党员和本人宣布", Article = Discipline },
            ]),
            new("留党察看",
            [
                new("over", "察看期满处理") { Who = "支部大会和批准机关", Level = LocalityKind.Township, DateFact = "watched_on", IsFinal = true, Documents = [Minutes, "批复"], Deadline = new(R.WatchOver, 30, IsEarliest: true),
                    Outcomes =
                    [
                        new("restored", "恢复党员权利") { Completes = true, Checks = [new(R.WatchOver)] }, new("extended", "延长一年") { Next = "over", When = facts => facts.Number("watch_months") == 12, Checks = [new(R.WatchOver)], Sets = facts => { facts["watch_months"] = "24"; facts["watch_ends_on"] = CaseFacts.Write(facts.Day("watch_ends_on")!.Value.AddMonths(12)); } },
                        new("expelled", "坚持不改，开除党籍") { Completes = true, Sets = facts => facts["exit_kind"] = "251" },
                    ], Requirement = "确有悔改表现的恢复权利，没有的延长或开除", Article = "中国共产党章程第四十一条", Done = StandingEffects.WatchOverAsync },
            ]),
        ],
    };

    public static readonly IReadOnlyList<Procedure> All = [Suspension, Exit, Punishments];
}
