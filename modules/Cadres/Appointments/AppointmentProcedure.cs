using B = OrgWork.Cadres.BatchRules;
using R = OrgWork.Cadres.AppointmentRules;

namespace OrgWork.Cadres;

/// <summary>选拔任用 (rules A3): 动议, 民主推荐, 考察, 讨论决定, 任职, 试用期. A case is a batch: what one meeting decides. What is known of its people is gathered from the batch.</summary>
public static class AppointmentProcedure
{
    public const string Regulation = "党政领导干部选拔任用工作条例";

    public static readonly Procedure Procedure = new()
    {
        Id = "appointments", Title = "干部任免", Register = "batches", ReadPermission = Appointing.Read, ActPermission = Appointing.Act,
        SubjectSql = "select name as title, locality_path, decided_by, planned_on from appointment_batch where id = @id and removed_at is null",
        Facts = [Field.Date("decided_on", "讨论决定"), Field.Date("published_on", "公示开始"), Field.Date("notified_on", "任职通知"), Field.Text("document_no", "文号"), Field.Date("probation_from", "试用期自")],
        Follows = BatchSteps.FollowAsync,
        Stages =
        [
            new("分析研判和动议", [new("motion", "动议") { Who = "党委（党组）或组织部", DateFact = "moved_on", Documents = ["班子和干部分析研判材料", "工作方案（动议方案）"], Fields = [Field.Code("moved_by", "动议主体", Appointing.Movers).Required().DefaultsTo("2"), Field.Date("analysed_on", "分析研判日期").Required().Past().Hinted("先分析研判，后动议")], Gathers = BatchSteps.MotionAsync, Checks = [new(B.AnalysedFirst), new(B.HasCandidates), new(B.Quota)], Requirement = "核对职数，提出职位、条件、范围、方式、程序和人选意向", Article = "第三章", Done = BatchSteps.LogAsync }]),
            new("民主推荐",
            [
                new("talks", "谈话调研推荐") { Who = "考察组", DateFact = "talks_closed_on", Documents = ["谈话调研推荐情况"], Gathers = BatchSteps.TalksAsync, Checks = [new(B.TalksTallied)], Requirement = "逐人记录、分类汇总，签认后结束；结束前会议推荐票不能设立", Article = "第四章", Done = BatchSteps.LogAsync },
                new("reference", "提出会议推荐参考人选") { Who = "党委（党组）", DateFact = "referenced_on", Documents = ["会议推荐参考人选名单"], Gathers = BatchSteps.ReferencesAsync, Checks = [new(B.MoreThanPosts)], Requirement = "差额提出", Article = "第四章", Done = BatchSteps.LogAsync },
                new("meeting", "会议推荐")
                {
                    Who = "考察组", DateFact = "recommended_on", IsInAnyOrder = true, Documents = ["推荐情况报告"], Gathers = BatchSteps.MeetingAsync, Requirement = "票数在任免批次里设票、录入、签认；结果一年内有效", Article = "第四章", Done = BatchSteps.LogAsync,
                    Outcomes = [new("held", "已会议推荐") { Checks = [new(B.TalkFirst), new(R.RecommendationTurnout), new(B.MeetingDay)] }, new("dropped", "人数较少、意见集中，不再进行会议推荐") { Fields = [Field.Text("dropped_words", "理由", 200).Required()] }],
                },
            ]),
            new("考察",
            [
                new("objects", "确定考察对象") { Who = "党委（党组）", DateFact = "objects_on", Documents = ["会议记录"], Gathers = BatchSteps.ObjectsAsync, Checks = [new(B.ObjectsChosen), new(B.NobodyBarred), new(B.Quota)], Requirement = "不得列为考察对象的情形逐人核对", Article = "第二十四条", Done = BatchSteps.ObjectsFixedAsync },
                new("foretell", "考察预告") { Who = "组织部", DateFact = "foretold_on", Documents = ["考察预告"], Requirement = "在考察对象所在单位或地区公布", Article = "第五章", Done = BatchSteps.LogAsync },
                new("inspection", "组织考察") { Who = "考察组", DateFact = "inspected_on", Documents = ["考察材料"], Gathers = BatchSteps.InspectionAsync, Checks = [new(B.NoticeFirst), new(R.TwoVetters), new(B.ReportsThere)], Requirement = "个别谈话、民主测评、查阅档案、听取意见；考察材料写明主要特点和不足，考察组全体签名", Article = "第五章", Done = BatchSteps.LogAsync },
            ]),
            new("讨论决定",
            [
                new("decision", "党委（党组）讨论决定")
                {
                    Who = "党委（党组）", DateFact = "decided_on", Documents = ["会议纪要和表决情况"], Fields = [Field.Flag("has_recused", "应回避的成员已回避").Required()], Gathers = BatchSteps.DecisionAsync,
                    Checks = [new(B.DecisionDay), new(R.RecommendationYear), new(R.Recusal), new(R.Quorum)],
                    Outcomes = [new("pass", "通过（有人表决通过）") { Checks = [new(B.SomebodyPassed), new(B.Deliberated), new(B.NonPartyHeard), new(B.Quota), new(B.FourPassed), new(B.GatePassed), new(B.AllEligible)] }, new("defer", "暂缓，另行表决") { Checks = [new(B.NobodyPassed)], Next = "decision" }, new("reject", "未通过") { Checks = [new(B.NobodyPassed)], Ends = true }],
                    Requirement = "三分之二以上到会，同意超过应到会成员半数；逐一发表意见，主要负责人末位表态", Article = "第六章", Done = BatchSteps.DecidedAsync,
                },
            ]),
            new("任职",
            [
                new("notice", "任前公示")
                {
                    Who = "组织部", DateFact = "noticed_on", Gathers = BatchSteps.NoticeAsync, Requirement = "讨论决定后、下发任职通知前；天数见规则“任前公示”", Article = "第四十二条", Done = BatchSteps.LogAsync,
                    Outcomes = [new("published", "公示") { Documents = ["公示"], Sets = facts => facts["published_on"] = facts["noticed_on"] }, new("none", "没有提拔和进一步使用的，不公示") { Checks = [new(B.NobodyPromoted)] }],
                },
                new("appointed", "任职")
                {
                    Who = "党委（党组）", DateFact = "notified_on", IsFinal = true, Documents = ["任免文件"], Fields = [Field.Text("document_no", "任免文号", 60).Required()], Gathers = BatchSteps.NoticeAsync, Checks = [new(R.Publicity) { OnlyWith = "published_on" }, new(B.ObjectionsSettled)], Deadline = new(R.Publicity, 0, IsEarliest: true),
                    Requirement = "公示期满；任职时间从讨论决定之日算起，名册、班子职位和台账同时改写", Article = "第四十二至四十五条", Done = BatchSteps.AppointedAsync,
                    Outcomes = [new("probation", "任免，有试用期的先试任") { Checks = [new(B.SomebodyOnProbation)], Sets = facts => facts["probation_from"] = facts["decided_on"] }, new("direct", "任免，不设试用期") { Checks = [new(B.NobodyOnProbation)] }],
                },
                new("talk", "任职谈话") { Who = "党委（党组）指定的人", DateFact = "talked_on", Fields = [Field.Text("talker", "谈话人", 60).Required(), Field.LongText("talk_words", "谈话要点", 500)], Documents = ["任职谈话记录"], Requirement = "由党委（党组）指定专人谈话", Article = "第四十四条", Done = BatchSteps.LogAsync },
            ]),
            new("试用期和归档",
            [
                new("confirmed", "试用期满考核") { Who = "组织部", DateFact = "confirmed_on", Documents = ["试用期满考核情况（没有试用期的注明）"], Gathers = BatchSteps.ConfirmedAsync, Checks = [new(R.ProbationYear) { OnlyWith = "probation_from" }, new(B.AllConfirmed)], Deadline = new(R.ProbationYear, 30, IsEarliest: true), Requirement = "试用期从讨论决定试任之日算起；逐人考核，胜任的正式任职，不胜任的免去试任职务。没有试用期的直接办理", Article = "第四十三条", Done = BatchSteps.LogAsync },
                new("filed", "备案归档") { Who = "组织部", DateFact = "filed_on", Documents = ["备案表", "考察文书档案"], Requirement = "任免审批表入人事档案", Article = "第十章", Done = BatchSteps.LogAsync },
            ]),
        ],
    };
}
