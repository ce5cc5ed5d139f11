namespace OrgWork.Cadres;

/// <summary>任免批次: what one meeting decides, its posts and its people; 任免台账, which writes itself; 政治素质考察, which a case needs.</summary>
public static class Appointing
{
    public const string Read = "cadres.appointments.read", Act = "cadres.appointments.act", Decide = "cadres.appointments.decide";
    /// <summary>What was said and written of people: reports, talks, why somebody was vetoed. Who only follows cases sees that it is there.</summary>
    public const string Open = "cadres.inspection.open";

    public static readonly CodeSet States = new("batch_state", "进展", "本平台", [new("1", "酝酿"), new("2", "办理中"), new("3", "已任职，未办结"), new("8", "办结"), new("9", "终止")]);
    public static readonly CodeSet Kinds = new("appointment_kind", "任免类型", "党政领导干部选拔任用工作条例", [new("1", "提拔任职"), new("2", "进一步使用"), new("3", "平职调整"), new("4", "免职")]);
    public static readonly CodeSet Ways = new("appointment_way", "任用方式", "党政领导干部选拔任用工作条例第四十五条", [new("1", "党委（党组）决定任职"), new("2", "推荐提名，依法（章程）选举、任命")]);
    public static readonly CodeSet CandidateStates = new("candidate_state", "进展", "本平台",
        [new("1", "酝酿人选"), new("2", "考察对象"), new("3", "一票否决"), new("4", "不再作为人选"), new("5", "表决通过"), new("6", "表决未通过"), new("7", "暂缓"), new("8", "公示后不予任职"), new("9", "已任免"), new("A", "试用期满正式任职"), new("B", "试用期不胜任，已免职")]);

    /// <summary>凡提四必 first; the last two are asked where they are needed.</summary>
    public static readonly CodeSet Checks = new("appointment_check", "事项", "党政领导干部选拔任用工作条例第五章",
        [new("1", "干部档案凡提必审"), new("2", "个人有关事项报告凡提必核"), new("3", "纪检监察机关意见凡提必听"), new("4", "信访举报凡提必查"), new("5", "双重管理征求协管方意见"), new("6", "征求有关部门意见")]);
    public static readonly CodeSet Conclusions = new("check_conclusion", "结论", "本平台", [new("1", "通过"), new("2", "不通过"), new("3", "须补充核实")]);
    public static readonly CodeSet Grounds = new("veto_ground", "否决方面", "本平台", [new("1", "政治上不合格"), new("2", "廉洁上不过关")]);
    public static readonly CodeSet TalkStages = new("talk_stage", "阶段", "党政领导干部选拔任用工作条例", [new("1", "谈话调研推荐"), new("2", "考察谈话")]);
    public static readonly CodeSet TalkCategories = new("talk_category", "谈话对象类别", "党政领导干部选拔任用工作条例第十八、十九条", [new("1", "党委（党组）成员"), new("2", "人大、政府、政协领导成员"), new("3", "纪检监察机关领导成员"), new("4", "工作部门、下级党政主要领导"), new("5", "本单位中层干部、下属单位负责人"), new("6", "其他需要参加的人员")]);
    public static readonly CodeSet Movers = new("appointment_mover", "动议主体", "党政领导干部选拔任用工作条例第三章", [new("1", "党委（党组）"), new("2", "组织（人事）部门")]);
    /// <summary>With whom a batch is deliberated before the meeting (A3, 酝酿).</summary>
    public static readonly CodeSet Deliberated = new("deliberated_with", "酝酿对象类别", "党政领导干部选拔任用工作条例第六章", [new("1", "党委（党组）成员"), new("2", "人大常委会、政府、政协主要领导"), new("3", "分管领导"), new("4", "纪检监察机关主要领导"), new("5", "统战部门、民主党派、工商联、无党派代表人士"), new("6", "其他")]);
    public static readonly CodeSet Opinions = new("deliberation_opinion", "意见", "本平台", [new("1", "同意"), new("2", "不同意"), new("3", "有建议")]);
    public static readonly CodeSet Changes = new("appointment_change", "任免", "本平台", [new("1", "任"), new("2", "免")]);

    public static readonly Register Register = new()
    {
        Id = "batches", Title = "任免批次", Noun = "任免批次", Counter = "批", Table = "appointment_batch", HasOwnRecord = true, ReadPermission = Read, WritePermission = Act,
        Fields =
        [
            Field.Text("name", "批次", 80).Required().Wide().Hinted("如 2026 年第五批干部任免"), Field.Text("decided_by", "讨论决定的机关", 60).Required().Listed().Hinted("如 中共某某县委常委会"),
            Field.Date("planned_on", "拟讨论日期").Listed(), Field.Code("state", "进展", States).Listed().FirstFilter().ByDeed(), Field.Date("decided_on", "讨论决定日期").Listed().FirstFilter().Sortable().ByDeed(),
            Field.Text("document_no", "任免文号", 60).Listed().ByDeed(), Field.LongText("remark", "说明", 500),
        ],
        Conditions = [new("酝酿和办理中", "state=1,2"), new("已任职，试用期或未归档", "state=3"), new("今年决定的", "decided_on.from=-1y"), new("办结", "state=8")],
        Actions = [new("办理程序…", "cadres/appointments/new", Act, Writes: true)],
        Documents = BatchPapers.All,
    };

    /// <summary>Read, filtered, counted and exported; written by the deeds themselves and changed by nobody: the login of the module has no right to.</summary>
    public static readonly Register Ledger = new()
    {
        Id = "ledger", Title = "任免台账", Noun = "任免", Counter = "条", Table = "appointment_entry", ReadPermission = Read, WritePermission = Act, IsLedger = true,
        Fields =
        [
            Field.Text("name", "姓名", 36).Listed().ByDeed(), Field.Number("year", "年度", 2000, 2100).Listed().FirstFilter().ByDeed(), Field.Code("change", "任免", Changes).Listed().FirstFilter().ByDeed(), Field.Code("kind", "任免类型", Kinds).Listed().FirstFilter().ByDeed(),
            Field.Text("unit_name", "单位", 120).Listed().ByDeed(), Field.Text("post_name", "职务", 200).Wide().ByDeed(), Field.Code("level", "职务层次", StandardCodes.PostLevel).Listed().FirstFilter().ByDeed(),
            Field.Date("effective_on", "任免日期").Listed().Filter().Sortable().ByDeed(), Field.Date("decided_on", "讨论决定日期").Filter().ByDeed(), Field.Text("decided_by", "讨论决定的机关", 60).ByDeed(),
            Field.Text("document_no", "文号", 60).Listed().ByDeed(), Field.Text("votes", "表决情况", 60).ByDeed(), Field.Text("batch_name", "批次", 80).Listed().ByDeed(),
        ],
        Ledger = new("干部任免台账", "effective_on", "name", "change", "kind", "unit_name", "post_name", "effective_on", "decided_on", "decided_by", "document_no"),
        Conditions = [new("任职", "change=1"), new("免职", "change=2"), new("提拔任职", "change=1&kind=1"), new("近一年", "effective_on.from=-1y")],
    };

    /// <summary>On the file of a cadre, opened for a purpose (C5.1); what a case asks of it is date and conclusion. Written by the deed on the page of a person of a batch, which answers for it and vetoes; a later conclusion takes the place of an earlier one, and none is rewritten.</summary>
    public static Register Political => new()
    {
        Id = "political", Title = "政治素质考察", Noun = "政治素质考察结论", Counter = "次", Table = "cadre_political", ParentColumn = "cadre_id", KeepsHistory = true, BeganColumn = "concluded_on", IsGuarded = true, IsLedger = true,
        ReadPermission = "cadres.political.open", WritePermission = "cadres.political.edit",
        Fields = [Field.Date("concluded_on", "结论日期").Required().Listed().Past(), Field.Code("conclusion", "结论", Conclusions).Required().Listed(), Field.Text("concluded_by", "考察单位", 100).Required().Listed(), Field.LongText("words", "主要表现和问题", 2000)],
    };

    /// <summary>Promotion and further use are judged alike by what forbids; the four checks are theirs.</summary>
    public static bool IsPromotion(string kind) => kind is "1" or "2";
    /// <summary>Still in the running.</summary>
    public static bool IsIn(string state) => state is "1" or "2" or "5" or "7" or "9" or "A";
}
