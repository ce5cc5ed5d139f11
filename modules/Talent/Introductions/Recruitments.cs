namespace OrgWork.Talent;

/// <summary>招引活动 with their stops and outcomes, 域外人才 with contacts, 急需紧缺目录.</summary>
public static class Recruitments
{
    const string Read = Employers.Read, Edit = Employers.Edit;

    public static readonly CodeSet Kind = new("recruitment_kind", "活动类别", "本平台（各地可另定）", [new("1", "高校人才招聘专列"), new("2", "进高校招聘"), new("3", "产才对接活动"), new("4", "推介会"), new("5", "院士专家行"), new("6", "创新创业大赛"), new("7", "青年人才联谊"), new("9", "其他")]);
    static readonly CodeSet Willingness = new("outside_willingness", "意愿", "本平台", [new("1", "回乡工作"), new("2", "柔性服务"), new("3", "项目合作、投资"), new("4", "保持联络")]);
    static readonly CodeSet ContactForm = new("contact_form", "方式", "本平台", [new("1", "当面"), new("2", "电话"), new("3", "视频"), new("4", "信函")]);
    static readonly CodeSet ShortageWay = new("shortage_way", "补充方式", "本平台", [new("1", "引进"), new("2", "培养"), new("3", "引进和培养")]);

    public static readonly Register Register = new()
    {
        Id = "recruitments", Title = "招引活动", Noun = "活动", Counter = "场", Table = "recruitment", ReadPermission = Read, WritePermission = Edit,
        Fields =
        [
            Field.Text("title", "活动名称", 80).Required().Wide(), Field.Code("kind", "类别", Kind).Required().Listed().FirstFilter(), Field.Date("held_on", "开始").Required().Listed().FirstFilter().Sortable(), Field.Date("ended_on", "结束").Listed(), Field.Text("venue", "地点", 80).Listed(), Field.Text("organiser", "主办、承办", 80),
            Field.Number("employers", "参加单位", 0, 10000).Listed().DefaultsTo("0"), Field.Number("posts", "推出岗位", 0, 100000).Listed().DefaultsTo("0"), Field.Number("people", "到场人数", 0, 1000000).DefaultsTo("0"), Field.Number("cost", "费用（元）", 0, 100_000_000).WideScreensOnly().DefaultsTo("0"), Field.LongText("plan", "方案", 1000), Field.Row("theme_id", "融合主题", "themes").Filter(),
            Field.Date("outcome_on", "成效登记").Listed().Filter().ByDeed(), Field.LongText("outcome", "成效", 1000).ByDeed(),
        ],
        Rules = [IntroductionRules.Reported],
        Conditions = [new("今年的", "held_on.from=-1y"), new("将要举办的", "held_on.from=+1d"), ReadyCondition.Of(IntroductionRules.Reported)],
        Actions = [new("成效漏斗", "talent/introductions/funnel", Read, IsForOne: true)],
        Children =
        [
            new()
            {
                Id = "stops", Title = "站点", Noun = "站点", Counter = "站", Table = "recruitment_stop", ParentColumn = "recruitment_id", BeganColumn = "stop_on", ReadPermission = Read, WritePermission = Edit,
                Fields = [Field.Text("school", "高校（站点）", 60).Required().Listed(), Field.Date("stop_on", "日期").Required().Listed(), Count("resumes", "简历"), Count("interviews", "面试"), Count("intentions", "意向"), Count("signed", "签约"), Count("arrived", "到岗"), Field.Text("words", "说明", 200)],
            },
        ],
        Deeds =
        [
            new("outcome", "登记成效", Edit)
            {
                Consequence = "有成效的活动才计入场次；签约、到岗数从站点合计",
                Fields = [Field.Date("outcome_on", "登记日期").Required().Past(), Field.Number("people", "到场人数", 0, 1000000).Required(), Field.LongText("outcome", "成效", 1000).Required()],
                Done = async (db, deed, stop) => await db.ExecuteAsync("update recruitment set outcome_on = @on, outcome = @outcome, people = @people, version = version + 1 where id = @Id and coalesce(ended_on, held_on) <= @on", new { deed.Id, on = deed.Day("outcome_on"), outcome = deed.Text("outcome"), people = deed.Values["people"] }, stop) == 0 ? "活动还没有结束" : null,
            },
        ],
    };

    static Field Count(string column, string label) => Field.Number(column, label, 0, 100_000).Required().Listed().DefaultsTo("0");

    public static readonly Register Outside = new()
    {
        Id = "outside-talents", Title = "域外人才库", Noun = "域外人才", Counter = "人", Table = "outside_talent", ReadPermission = Read, WritePermission = Edit, OpenPermission = Employers.Open,
        Fields =
        [
            Field.Name(), Field.Text("workplace", "现工作单位及职务", 100).Required().Wide(), Field.Code("sex", "性别", StandardCodes.Sex), Field.Date("birth_on", "出生日期").WithAge().Past(), Field.Text("native_place", "籍贯（渊源）", 60).Required().Listed(), Field.Text("lives_in", "现居住地", 60).Required().Listed(),
            Field.Code("domain", "专业领域", TalentCodes.Domain).Required().Listed().FirstFilter(), Field.Code("grade", "相当层次", TalentCodes.Grade).Listed().Filter(), Field.Code("education", "学历", StandardCodes.Education).Filter(), Field.Code("willingness", "意愿", Willingness).Required().Listed().FirstFilter(), Field.Flag("is_elite", "乡贤（在外创业）").FirstFilter().DefaultsTo("0"),
            Field.Text("contact_person", "本地联系人", 36).Required().Listed(), Field.Phone("phone", "联系电话"), Field.Date("contacted_on", "最近联系").WideScreensOnly().Filter().ByDeed(), Field.Date("next_contact_on", "下次联系").Listed().Filter().Sortable(), Field.Date("converted_on", "转化").Filter().ByDeed(), Field.Text("converted_words", "转化成果").ByDeed(), Field.LongText("remark", "备注", 500),
        ],
        Rules = [IntroductionRules.NextContact],
        Conditions = [new("愿意回乡", "willingness=1"), new("愿意柔性服务", "willingness=2"), new("乡贤", "is_elite=1"), ReadyCondition.Of(IntroductionRules.NextContact), new("已转化", "converted_on.from=1900.01.01")],
        Children =
        [
            new()
            {
                Id = "contacts", Title = "联系记录", Noun = "联系", Counter = "次", Table = "outside_contact", ParentColumn = "outside_talent_id", BeganColumn = "contacted_on", ReadPermission = Read, WritePermission = Edit,
                Fields = [Field.Text("words", "内容", 300).Required().Listed(), Field.Date("contacted_on", "日期").Required().Listed().Past(), Field.Code("form", "方式", ContactForm).Required().Listed(), Field.Text("by_name", "联系人", 36).Required().Listed()],
            },
            new()
            {
                Id = "projects", Title = "回乡项目", Noun = "项目", Counter = "个", Table = "investment_project", ParentColumn = "outside_talent_id", ReadPermission = Read, WritePermission = Edit, IsLedger = true, RowPath = "talent/investment-projects",
                Fields = [Field.Text("title", "项目").Wide(), Field.Number("amount", "投资额（万元）").Listed(), Field.Number("jobs", "带动就业（人）").Listed(), Field.Text("village", "帮扶的村（社区）").Listed(), Field.Date("signed_on", "签约").Listed(), Field.Date("landed_on", "落地").Listed()],
            },
        ],
        Deeds =
        [
            new("contact", "记一次联系", Edit)
            {
                Consequence = "记入每个人的联系记录，按所填日期安排下次联系",
                Fields = [Field.Date("contacted_on", "日期").Required().Past(), Field.Code("form", "方式", ContactForm).Required(), Field.Text("words", "内容", 300).Required(), Field.Date("next_contact_on", "下次联系").Required()],
                Done = async (db, deed, stop) =>
                {
                    var args = new { deed.Id, deed.LocalityPath, deed.By, on = deed.Day("contacted_on"), form = deed.Text("form"), words = deed.Text("words"), next = deed.Day("next_contact_on") };
                    if (await db.ExecuteAsync("update outside_talent set contacted_on = greatest(contacted_on, @on), next_contact_on = @next, version = version + 1 where id = @Id and @next > @on", args, stop) == 0) return "下次联系应在这次以后";
                    await db.ExecuteAsync("insert into outside_contact (outside_talent_id, locality_path, rank_order, contacted_on, form, by_name, words) values (@Id, @LocalityPath, -(@on::date - date '2000-01-01'), @on, @form, @By, @words)", args, stop);
                    return null;
                },
            },
            new("convert", "登记转化", Edit)
            {
                Consequence = "计入转化人数；引进的另在“人才引进”里登记",
                Fields = [Field.Date("converted_on", "日期").Required().Past(), Field.Text("converted_words", "成果", 200).Required().Hinted("全职回乡、柔性协议、项目落地")],
                Done = async (db, deed, stop) => await db.ExecuteAsync("update outside_talent set converted_on = @on, converted_words = @words, version = version + 1 where id = @Id and converted_on is null", new { deed.Id, on = deed.Day("converted_on"), words = deed.Text("converted_words") }, stop) == 0 ? "已经登记过转化" : null,
            },
        ],
    };

    public static readonly Register Shortages = new()
    {
        Id = "shortages", Title = "急需紧缺目录", Noun = "紧缺专业", Counter = "个", Table = "shortage", ReadPermission = Read, WritePermission = Edit,
        Fields =
        [
            Field.Text("speciality", "紧缺专业", 60).Required().Listed(), Field.Number("year", "年度", 2000, 2100).Required().Listed().FirstFilter(), Field.Code("system", "系统", TalentCodes.System).Required().Listed().FirstFilter(), Field.Code("domain", "专业领域", TalentCodes.Domain).Required().Listed().FirstFilter(),
            Field.Number("staff_needed", "应有人数", 0, 100_000).Required().Listed(), Field.Number("on_hand", "年初现有", 0, 100_000).Required().Listed(), Field.Code("way", "补充方式", ShortageWay).Required().Listed().DefaultsTo("1"), Field.Text("owner", "责任单位", 60).Listed(), Field.LongText("plan", "补充计划", 500).Wide(),
        ],
    };
}
