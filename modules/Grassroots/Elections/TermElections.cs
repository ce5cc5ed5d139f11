namespace OrgWork.Grassroots;

/// <summary>换届选举 of a Party organisation: how many seats, who may vote, who stands. What was voted is in the polls, what became of it in the committee.</summary>
public static class TermElections
{
    public const string Read = "grassroots.elections.read", Act = "grassroots.elections.act";

    public static readonly CodeSet Forms = new("election_form", "选举方式", "中国共产党基层组织选举工作条例", [new("1", "党员大会选举委员会，委员会选举书记"), new("2", "党员大会直接选举书记（不设委员会）")]);
    public static readonly CodeSet States = new("election_state", "进展", "本平台", [new("1", "筹备"), new("2", "已选举，待批复"), new("3", "已换届"), new("9", "终止")]);
    public static readonly CodeSet Posts = new("election_post", "拟任职务", "ZB08（党内部分）", [new("001A", "书记"), new("001B", "副书记"), new("002A", "委员")]);
    public static readonly CodeSet Results = new("election_result", "结果", "本平台", [new("1", "当选"), new("2", "未当选"), new("3", "票数相等，须重新投票")]);
    /// <summary>What the regulation lets the meeting leave out of those who should be there.</summary>
    public static readonly CodeSet Absences = new("absence_reason", "不计入应到会", "中国共产党基层组织选举工作条例",
        [new("1", "患有精神疾病或其他疾病不能表达意志"), new("2", "自费出国半年以上"), new("3", "虽未受留党察看以上处分，但正在服刑"), new("4", "年老体弱卧床不起、长期生病生活不能自理"), new("5", "工作调动、外出半年以上，按规定应转走组织关系而没有转走")]);

    public static readonly Register Register = new()
    {
        Id = "elections", Title = "党组织换届选举", Noun = "换届选举", Counter = "次", Table = "election", ReadPermission = Read, WritePermission = Act,
        Fields =
        [
            Field.Text("name", "名称", 80).Required().Wide().Hinted("如 第八届支部委员会换届选举"), (Field.Row("organisation_id", "党组织", "organisations") with { IsRequired = true, IsListed = true }).Filter(),
            Field.Code("form", "选举方式", Forms).Required().Filter().DefaultsTo("1").Hinted("正式党员不足七人、不设委员会的，选第二项"), Field.Date("planned_on", "计划选举日期").Required().Listed().FirstFilter().Sortable(),
            Field.Number("seats", "应选名额", 1, 60).Required().Listed().Hinted("委员会委员名额；直接选书记的，书记、副书记共几名"), Field.Number("years", "新一届任期（年）", 1, 10).Required().DefaultsTo("3").Hinted("村、社区和基层党委五年，其他三年"),
            Field.Code("state", "进展", States).Listed().FirstFilter().ByDeed(), Field.Date("held_on", "选举日期").Listed().Filter().ByDeed(), Field.LongText("remark", "说明", 500),
        ],
        Rules = [ElectionRules.OnTime],
        Conditions = [ReadyCondition.Of(ElectionRules.OnTime), new("筹备中", "state=1"), new("待批复", "state=2"), new("本年已换届", "state=3&held_on.from=-1y")],
        Children = [Candidate, Absence],
        Actions = [new("选举准备", "grassroots/elections/prepare", Read, IsForOne: true), new("办理换届选举…", "grassroots/term-elections/new", Act, Writes: true)],
    };

    // Read on the record; written on the page of preparation and by the polls, which know who may stand.
    static Register Candidate => new()
    {
        Id = "candidates", Title = "候选人和得票", Noun = "候选人", Counter = "人", Table = "election_candidate", ParentColumn = "election_id", ReadPermission = Read, WritePermission = "grassroots.elections.correct",
        Fields = [Field.Text("name", "姓名", 36).Required().Listed(), Field.Row("member_id", "党员", "members").Required(), Field.Code("post", "拟任职务", Posts).Required().Listed(), Field.Text("duty", "分工", 40).Listed(), Field.Number("votes", "赞成票").Listed().ByDeed(), Field.Code("result", "结果", Results).Listed().ByDeed(), Field.Flag("is_written_in", "另选他人").Listed().ByDeed()],
    };

    static Register Absence => new()
    {
        Id = "absences", Title = "不计入应到会", Noun = "不计入应到会的党员", Counter = "人", Table = "election_absence", ParentColumn = "election_id", ReadPermission = Read, WritePermission = "grassroots.elections.correct",
        Fields = [Field.Text("name", "姓名", 36).Required().Listed(), Field.Row("member_id", "党员", "members").Required(), Field.Code("reason", "情形", Absences).Required().Listed()],
    };
}
