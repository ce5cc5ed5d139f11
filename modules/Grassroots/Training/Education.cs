using R = OrgWork.Grassroots.TrainingRules;

namespace OrgWork.Grassroots;

/// <summary>党员教育: who teaches, where, which drives must reach everybody meant, classes, and what each member has studied in the year.</summary>
public static class Education
{
    public const string Read = "grassroots.training.read", Edit = "grassroots.training.edit", Plan = "grassroots.training.plan";

    public static readonly CodeSet Categories = new("education_category", "教育类别", "中国共产党党员教育管理工作条例（各地可另定）",
        [new("1", "习近平新时代中国特色社会主义思想"), new("2", "党章党规党纪"), new("3", "党史、“四史”"), new("4", "革命传统、爱国主义"), new("5", "形势政策"), new("6", "先进典型"), new("7", "警示教育"), new("8", "知识技能"), new("9", "中央全会、党代会精神"), new("A", "理想信念教育")]);
    public static readonly CodeSet Kinds = new("class_kind", "种类", "本平台（各地可另定）", [new("1", "普通培训班"), new("2", "“头雁领航”培训班"), new("3", "党组织书记集中轮训"), new("4", "冬训"), new("5", "夏训"), new("6", "读书班、集中研讨"), new("7", "远程教育"), new("8", "两新“非公党校”"), new("9", "发展对象培训")]);
    public static readonly CodeSet Targets = new("drive_target", "培训对象", "本平台", [new("1", "全体党员"), new("2", "基层党组织书记"), new("3", "村（社区）党组织书记"), new("4", "两新党组织书记"), new("5", "党组织班子成员"), new("6", "领导干部中的党员")]);
    public static readonly CodeSet Modes = new("study_mode", "方式", "本平台（各地可另定）", [new("1", "集中学"), new("2", "到镇村帮助学"), new("3", "实践中学")]);
    static readonly CodeSet Levels = VillageCadres.Levels;
    static readonly CodeSet PlaceKinds = new("teaching_place_kind", "类型", "本平台", [new("1", "党校"), new("2", "培训基地"), new("3", "党性锻炼教学点"), new("4", "红色教育基地"), new("5", "远程教育站点"), new("6", "带头人实训基地")]);

    public static readonly Register Teachers = new()
    {
        Id = "teachers", Title = "党员教育师资", Noun = "师资", Counter = "人", Table = "teacher", ReadPermission = Read, WritePermission = Plan,
        Fields = [Field.Name(), Field.Text("work_unit", "单位", 60).Listed(), Field.Text("title", "职务、职称", 60).Listed(), Field.Text("subjects", "主讲课程", 200).Required().Wide(), Field.LongText("remark", "备注", 500)],
    };

    public static readonly Register Places = new()
    {
        Id = "teaching-places", Title = "党员教育阵地", Noun = "阵地", Counter = "个", Table = "teaching_place", ReadPermission = Read, WritePermission = Edit, OpenPermission = Plan,
        Fields =
        [
            Field.Text("name", "名称", 60).Required().Wide(), Field.Code("kind", "类型", PlaceKinds).Required().Listed().FirstFilter(), Field.Number("capacity", "可容纳（人）", 1, 100000).Listed(), Field.Code("level", "级别", StudyRoutes.Levels).Listed().Filter(), Field.Code("condition", "现状", StudyRoutes.Conditions).Listed().Filter(), Field.Row("route_id", "研学线路（长廊）", "study-routes").Filter(), Field.Text("courses", "课程、主题", 200), Field.Text("guide", "联系人（讲解员）", 36).Listed(), Field.Phone("phone", "联系电话"), Field.Text("address", "地址", 100),
            Field.Row("village_id", "所在村（社区）", "organisations").Filter().Hinted("远程教育站点填写，计入覆盖").In("设备"), Field.Date("installed_on", "安装日期").Filter().Past().In("设备"), Field.Text("equipment", "设备", 100).Hinted("远程教育站点的终端").In("设备"), Field.Date("tested_on", "最近检测").Listed().Filter().ByDeed().In("设备"), Field.Flag("is_working", "检测能用").Filter().ByDeed().In("设备"), Field.LongText("remark", "备注", 500),
        ],
        Rules = [R.Tested, R.Mended, R.BaseTask],
        Conditions = [ReadyCondition.Of(R.Tested), ReadyCondition.Of(R.Mended), ReadyCondition.Of(R.BaseTask), new("远程教育站点", "kind=5"), new("红色教育基地", "kind=4"), new("待修缮", "condition=3"), new("带头人实训基地", "kind=6"), new("检测不能用", "is_working=0&tested_on.from=1900.01.01") { Light = "red" }],
        Children =
        [
            new()
            {
                Id = "visits", Title = "预约和参观", Noun = "预约", Counter = "次", Table = "place_visit", ParentColumn = "teaching_place_id", BeganColumn = "visited_on", ReadPermission = Read, WritePermission = Edit,
                Fields = [Field.Date("visited_on", "日期").Required().Listed(), Field.Text("organisation", "党组织", 100).Required().Listed(), Field.Number("people", "人数", 1, 100000).Required().Listed(), Field.Flag("held", "已到访").Listed(), Field.Text("words", "内容", 200).Listed()],
            },
            new()
            {
                Id = "tasks", Title = "建设任务", Noun = "任务", Counter = "项", Table = "base_task", ParentColumn = "teaching_place_id", BeganColumn = "due_on", ReadPermission = Read, WritePermission = Edit,
                Fields = [Field.Text("task", "任务", 200).Required().Listed(), Field.Date("due_on", "期限").Required().Listed(), Field.Date("done_on", "完成日期").Listed().Past()],
            },
            new()
            {
                Id = "sessions", Title = "站点使用", Noun = "使用", Counter = "次", Table = "station_session", ParentColumn = "teaching_place_id", BeganColumn = "held_on", ReadPermission = Read, WritePermission = Edit,
                Fields = [Field.Text("title", "内容", 100).Required().Listed(), Field.Date("held_on", "日期").Required().Listed().Past(), Field.Code("kind", "种类", TrainingDeeds.SessionKinds).Required().Listed(), Field.Number("people", "参加人数", 1, 100000).Required().Listed(), Field.Text("link", "平台链接", 200)],
            },
            new()
            {
                Id = "faults", Title = "故障报修", Noun = "故障", Counter = "件", Table = "station_fault", ParentColumn = "teaching_place_id", BeganColumn = "found_on", IsLedger = true, ReadPermission = Read, WritePermission = Edit,
                Fields = [Field.Text("words", "故障", 200).Listed(), Field.Date("found_on", "报修日期").Listed(), Field.Text("handler", "维修单位", 60).Listed(), Field.Date("due_on", "修复期限").Listed(), Field.Date("fixed_on", "修复日期").Listed(), Field.Text("result", "处理情况", 200).Listed()],
            },
            new()
            {
                Id = "trainees", Title = "实训学员", Noun = "学员", Counter = "人", Table = "base_trainee", ParentColumn = "teaching_place_id", BeganColumn = "began_on", ReadPermission = Read, WritePermission = Edit,
                Fields = [Field.Text("name", "姓名", 36).Required().Listed(), Field.Row("member_id", "党员", "members"), Field.Text("post", "职务", 60).Listed(), Field.Date("began_on", "开始日期").Required().Listed(), Field.Date("ended_on", "结束日期").Required().Listed(), Field.Text("mentor", "导师", 36).Listed(), Field.Code("evaluation", "评价", new("trainee_evaluation", "评价", "本平台", [new("1", "优秀"), new("2", "合格"), new("3", "不合格")])).Listed(), Field.Text("words", "评价意见", 200)],
            },
        ],
        Actions = [new("每月到访", "grassroots/training/places", Read)],
        Deeds = [StudyRoutes.BookPlace, TrainingDeeds.Book, TrainingDeeds.Test, TrainingDeeds.Session, TrainingDeeds.Fault, TrainingDeeds.Fix],
    };

    public static readonly Register Drives = new()
    {
        Id = "drives", Title = "全覆盖培训专题", Noun = "专题", Counter = "个", Table = "drive", EndedColumn = "closed_on", ReadPermission = Read, WritePermission = Plan,
        Fields =
        [
            Field.Text("title", "专题", 100).Required().Wide(), Field.Code("category", "教育类别", Categories).Required().Listed().FirstFilter(), Field.Code("target", "培训对象", Targets).Required().Listed().FirstFilter(), Field.Code("least_level", "至少由哪一级举办", Levels).Required().DefaultsTo("4").Hinted("书记轮训填县级：乡镇办的班不算"),
            Field.Text("document_no", "文号", 60), Field.Date("began_on", "开始日期").Required().Listed(), Field.Date("due_on", "完成期限").Required().Listed().Filter().Sortable(), Field.Date("closed_on", "结束日期").Filter().Past(), Field.LongText("remark", "说明", 500),
        ],
        Rules = [R.DriveInTime],
        Conditions = [ReadyCondition.Of(R.DriveInTime)],
        Actions = [new("覆盖进度", "grassroots/training/drive", Read, IsForOne: true)],
    };

    public static readonly Register Classes = new()
    {
        Id = "classes", Title = "培训班", Noun = "培训班", Counter = "期", Table = "training_class", ReadPermission = Read, WritePermission = Edit,
        Fields =
        [
            Field.Text("name", "培训班", 100).Required().Wide(), (Field.Row("organisation_id", "举办党组织", "organisations") with { IsRequired = true, IsListed = true }).Filter(), Field.Code("kind", "种类", Kinds).Required().Listed().FirstFilter(), Field.Code("category", "教育类别", Categories).Required().Listed().FirstFilter(), Field.Code("level", "举办层级", Levels).Required().Listed().FirstFilter(),
            Field.Row("drive_id", "全覆盖专题", "drives").Filter(), Field.Row("teaching_place_id", "地点", "teaching-places").Filter(), Field.Row("teacher_id", "主讲", "teachers").Listed().Filter(), Field.Date("began_on", "开班日期").Required().Listed().Filter().Sortable(), Field.Date("ended_on", "结束日期").Required(), Field.Number("hours", "学时", 1, 2000).Required().Listed(), Field.Number("seats", "计划人数", 1, 100000), Field.LongText("outline", "课程安排", 2000),
            Field.Code("mode", "方式", Modes).Filter().In("读书班、集中研讨"), Field.Text("helper_unit", "帮学单位", 60).Filter().Hinted("到镇村帮助学的填写：谁去帮").In("读书班、集中研讨"), Field.Row("village_id", "帮学的村（社区）", "organisations").Filter().In("读书班、集中研讨"), Field.LongText("minutes", "研讨纪要", 8000).ByDeed().In("读书班、集中研讨"), Field.LongText("result", "学习成果", 1000).ByDeed().In("读书班、集中研讨"),
            Field.Number("answers", "收回评价（份）").ByDeed().In("学员评价"), Field.Number("useful", "有用（份）").ByDeed().In("学员评价"), Field.Number("prepared", "准备充分（份）").ByDeed().In("学员评价"), Field.Number("again", "愿意再听（份）").ByDeed().In("学员评价"),
        ],
        Rules = [R.Judged, R.Concluded],
        Conditions = [new("冬训、夏训", "kind=4,5"), new("书记轮训、头雁领航", "kind=2,3"), new("读书班、集中研讨", "kind=6"), ReadyCondition.Of(R.Concluded), ReadyCondition.Of(R.Judged)],
        Children = [new() { Id = "statements", Title = "发言材料", Noun = "发言材料", Counter = "份", Table = "class_statement", ParentColumn = "training_class_id", BeganColumn = "handed_on", ReadPermission = Read, WritePermission = Edit, Fields = [Field.Text("title", "题目", 100).Required().Listed(), Field.Row("member_id", "党员", "members").Required() with { IsListed = true }, Field.Date("handed_on", "提交日期").Required().Listed().Past()] }],
        Actions = [new("参训名单", "grassroots/training/roll", Read, IsForOne: true), new("帮学汇总", "grassroots/training/helpers", Read)],
        Deeds = [TrainingDeeds.Judge, TrainingDeeds.Conclude],
    };

    public static readonly Register Studies = new()
    {
        Id = "studies", Title = "党员学习台账", Noun = "学习记录", Counter = "条", Table = "study", ReadPermission = Read, WritePermission = Edit,
        Fields =
        [
            Field.Text("title", "内容（培训班、书目）", 100).Required().Wide(), (Field.Row("member_id", "党员", "members") with { IsRequired = true, IsListed = true }).Filter(), (Field.Row("organisation_id", "党支部", "organisations") with { IsRequired = true, IsListed = true }).Filter(),
            Field.Code("category", "教育类别", Categories).Required().Listed().FirstFilter(), Field.Code("level", "举办层级", Levels).Required().Listed().FirstFilter().DefaultsTo("5"), Field.Date("studied_on", "日期").Required().Listed().FirstFilter().Sortable().Past(), Field.Number("hours", "学时", 1, 2000).Required().Listed(), Field.Number("score", "成绩", 0, 100).Listed(), Field.Text("words", "说明", 200),
            Field.Row("class_id", "培训班", "classes").Filter().ByDeed(), Field.Row("drive_id", "专题", "drives").Filter().ByDeed(),
        ],
        Conditions = [new("本年", "studied_on.from=-1y"), new("县级以上举办", "level=1,2,3"), new("警示教育", "category=7")],
    };

    public static readonly IReadOnlyList<Register> All = [Drives, Classes, Studies, Teachers, Places, .. StudyRoutes.All];
}
