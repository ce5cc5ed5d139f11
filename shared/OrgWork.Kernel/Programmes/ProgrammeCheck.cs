using System.Text.RegularExpressions;

namespace OrgWork.Kernel;

/// <summary>What is wrong with a description, in the words of who wrote it.</summary>
/// <param name="Part">the part of the designer it belongs to</param>
/// <param name="Where">the field, step or figure, as it is called</param>
public sealed record ProgrammeFault(string Part, string Where, string Words)
{
    public override string ToString() => Where == "" ? Words : $"{Where}：{Words}";
}

/// <summary>Everything that must hold before a description becomes tables.</summary>
public static partial class ProgrammeCheck
{
    public const int MostFields = 200, MostColumns = 300, MostRegisters = 12, MostSteps = 40;

    /// <summary>Who may take part: places, units, or one of the lists.</summary>
    public static readonly IReadOnlyList<(string Id, string Name)> Whos = [.. ProgrammeRounds.Places.Select(place => (place.Id, $"每个{place.Name}")), ("unit", "机构"), .. ProgrammeLists.All.Select(list => (list.Key, list.Name))];

    /// <summary>By which field of the register one knows who entered.</summary>
    public static DescribedField? ByWhich(DescribedParticipants who, DescribedRegister register) =>
        register.Open.FirstOrDefault(field => who.Who == "unit" ? field.Kind == DescribedKind.Unit : field.Kind == DescribedKind.Listed && field.Register == who.Who);

    public const string Participants = "participants", Basics = "basics", Registers = "registers", Steps = "steps", Figures = "figures", Lights = "lights", Papers = "papers", Who = "who";

    /// <summary>Words that stand for something in SQL, or that every register has of itself.</summary>
    static readonly HashSet<string> Taken =
    [
        .. "all analyse analyze and any array as asc asymmetric both case cast check collate column constraint create current_catalog current_date current_role current_time current_timestamp current_user default deferrable desc distinct do else end except false fetch for foreign from grant group having in initially intersect into lateral leading like limit localtime localtimestamp not null offset on only or order placing primary references returning select session_user some symmetric table then to trailing true union unique user using variadic when where window with authorization binary collation concurrently cross current_schema freeze full ilike inner is isnull join left natural notnull outer overlaps right similar tablesample verbose".Split(' '),
        .. "id locality_path rank_order version created_at created_by changed_at changed_by removed_at removed_by removed_reason person_id identity_mask valid_from valid_to title ctid xmin xmax cmin cmax tableoid oid rule new edit bin imports documents deeds remove bulk q sort dir after before below asof columns merge".Split(' '),
    ];

    static readonly HashSet<string> TakenTables = ["figures", "reports", "rules", "steps", "figure", "report"];

    public static bool MayBeKey(string key) => KeyPattern().IsMatch(key) && !Taken.Contains(key);

    public static IReadOnlyList<ProgrammeFault> Of(ProgrammeDescription description)
    {
        var faults = new List<ProgrammeFault>();
        void Say(string part, string where, string words) => faults.Add(new(part, where, words));

        CheckText(Basics, "名称", description.Name, 30, required: true);
        CheckText(Basics, "目的", description.Purpose, 1000);
        CheckText(Basics, "负责单位", description.Owner, 100);
        CheckText(Basics, "依据文件", description.Basis, 200);
        if (description.Sphere is not ("1" or "2" or "3" or "4" or "9")) Say(Basics, "工作领域", "请在干部、基层党建、人才、自身建设、综合中选一个");
        if (description.Edition is not 0 and (< 2000 or > 2100)) Say(Basics, "年度", "请填 2000—2100 之间的年份，长期坚持的留空");

        if (!description.Registers.Any(register => !register.Closed)) Say(Registers, "", "至少要有一本台账：请加一本，写上登记什么");
        if (description.AllRegisters.Count() > MostRegisters) Say(Registers, "", $"台账和附表合计不能超过 {MostRegisters} 本，请合并或另建一个专项");
        foreach (var twice in description.AllRegisters.GroupBy(register => register.Key).Where(same => same.Count() > 1)) Say(Registers, twice.First().Title, $"与另一本台账同用标识 {twice.Key}，请重新加一本");
        foreach (var twice in description.AllRegisters.Where(register => !register.Closed).GroupBy(register => register.Title).Where(same => same.Count() > 1)) Say(Registers, twice.Key, "有两本台账同名，请改一个名称");
        foreach (var register in description.Registers) CheckRegister(register, null);

        if (description.Participants is { } who)
        {
            if (Whos.All(one => one.Id != who.Who)) Say(Participants, "", "请选谁参加");
            else if (Parent(Participants, "", who.Register) is { } of && (who.Who == "unit" || ProgrammeLists.Find(who.Who) is not null) && ByWhich(who, of) is null)
                Say(Participants, "", $"“{of.Title}”里要有一个{(who.Who == "unit" ? "“机构”类型的项目" : $"“名册”类型、取值范围是“{ProgrammeLists.Find(who.Who)!.Name}”的项目")}，才知道是谁登记的");
            if (who.AgeAtMost is not null && ProgrammeLists.Find(who.Who) is not { IsOfPeople: true }) Say(Participants, "", $"只有{string.Join("、", ProgrammeLists.All.Where(list => list.IsOfPeople).Select(list => list.Name))}可以限定年龄");
            if (who.AgeAtMost is < 18 or > 100) Say(Participants, "", "年龄请填 18—100");
            foreach (var kind in who.Kinds.Where(kind => !StandardCodes.UnitKind.Has(kind))) Say(Participants, "", $"没有机构类别 {kind}");
        }
        if (description.Procedure is { } procedure) CheckProcedure(procedure);
        CheckKeys(Lights, description.Lights.Select(light => (light.Key, light.Title)));
        CheckKeys(Figures, description.Figures.Select(figure => (figure.Key, figure.Title)));
        CheckKeys(Papers, description.Papers.Select(paper => (paper.Key, paper.Title)));
        foreach (var light in description.Lights)
        {
            CheckText(Lights, light.Title, light.Title, 40, required: true);
            if (Parent(Lights, light.Title, light.Register) is not { } of) continue;
            if (light.Light is not ("red" or "yellow")) Say(Lights, light.Title, "灯请选红或黄");
            if (light.Severity is not ("remind" or "warn" or "refuse")) Say(Lights, light.Title, "后果请选提醒、警示或拒绝");
            CheckFormula(Lights, light.Title, "条件", light.When, of, FormulaType.Truth, required: true);
        }
        foreach (var figure in description.Figures)
        {
            CheckText(Figures, figure.Title, figure.Title, 40, required: true);
            if (Parent(Figures, figure.Title, figure.Register) is not { } of) continue;
            CheckFormula(Figures, figure.Title, "分子", figure.Count, of, FormulaType.Truth);
            if (!ProgrammeLists.IsElsewhere(figure, of, description)) CheckFormula(Figures, figure.Title, "分母", figure.OutOf, of, FormulaType.Truth);
            CheckFormula(Figures, figure.Title, "平均的数", figure.Mean, of, FormulaType.Number);
            CheckFormula(Figures, figure.Title, "合计的数", figure.Sum, of, FormulaType.Number);
            CheckFormula(Figures, figure.Title, "占哪个数", figure.SumOf, of, FormulaType.Number);
            if (figure.OutOf != "" && figure.Mean != "") Say(Figures, figure.Title, "分母和平均的数只能填一个：要么算比率，要么算平均");
            if (figure.Sum != "" && figure.Mean != "") Say(Figures, figure.Title, "平均的数和合计的数只能填一个：要么算平均，要么算合计");
            if (figure.SumOf != "" && figure.Sum == "") Say(Figures, figure.Title, "填了占哪个数，还要填合计的数：合计的数 ÷ 占哪个数");
            if (figure.Sum != "" && figure.SumOf == "" && figure.OutOf != "") Say(Figures, figure.Title, "分子合计的是数、分母数的是条数，不是同一种数：请填占哪个数，或者去掉分母");
            if ((figure.SumOf != "" || figure.Sum != "") && ProgrammeLists.PlanOf(figure, description) is not null) Say(Figures, figure.Title, "分母是另一本台账的计划时数的是条数，不能再合计别的数");
            if (figure.SumOf != "" && ProgrammeLists.WholeOf(figure, of) is not null) Say(Figures, figure.Title, "分母是整个名册时数的是名册里的人或单位，不能再合计台账里的数");
            if (figure.Better is not ("" or "higher" or "lower")) Say(Figures, figure.Title, "请选越高越好、越低越好或不评");
            if (figure.Better == "" && (figure.Yellow ?? figure.Red ?? figure.Target) is not null) Say(Figures, figure.Title, "设了目标或界限，请选越高越好还是越低越好");
        }
        foreach (var paper in description.Papers)
        {
            CheckText(Papers, paper.Title, paper.Title, 40, required: true);
            if (Parent(Papers, paper.Title, paper.Register) is not { } of) continue;
            if (paper.Lines.Count is 0 or > 60) Say(Papers, paper.Title, "请写 1—60 行正文");
            foreach (var tag in paper.Lines.SelectMany(line => TagPattern().Matches(line).Select(match => match.Groups[1].Value)).Distinct())
                if (tag != "今天" && of.Open.FirstOrDefault(field => field.Label == tag) is not { } field) Say(Papers, paper.Title, $"正文里的 {{{tag}}} 不是“{of.Title}”的项目；可以用的有：{string.Join("、", of.Open.Select(one => one.Label).Take(12))}");
                else if (tag != "今天" && ProgrammeSchema.IsEncrypted(of.Open.First(field => field.Label == tag))) Say(Papers, paper.Title, $"“{tag}”是敏感项，不能印在文书上");
        }
        foreach (var shown in description.Shows)
        {
            CheckText(Figures, shown.Figure, shown.Group, 40, required: true);
            if (!ShownPattern().IsMatch(shown.Figure)) Say(Figures, shown.Figure, "别处的指标写作 模块标识/指标标识，如 grassroots/study-done；专项的写专项名称，如 村民说事/solved");
        }
        foreach (var twice in description.Shows.GroupBy(one => one).Where(same => same.Count() > 1)) Say(Figures, twice.Key.Figure, $"在“{twice.Key.Group}”下写了两次");
        if (description.Who.Read.Count == 0) Say(Who, "", "至少选一个可以查看的角色");
        return faults;

        void CheckText(string part, string where, string text, int most, bool required = false)
        {
            if (required && string.IsNullOrWhiteSpace(text)) Say(part, where == text ? "" : where, "请填写名称");
            else if (text.Length > most) Say(part, where.Length > 20 ? where[..20] + "…" : where, $"不能超过 {most} 字，现在 {text.Length} 字");
            if (text.Any(c => char.IsControl(c) && c != '\n' && c != '\r') || text.Contains('\uFFFD')) Say(part, where, "含有不能显示的字符，请删去");
        }

        void CheckKeys(string part, IEnumerable<(string Key, string Title)> all)
        {
            var list = all.ToList();
            foreach (var (key, title) in list.Where(one => !DashedPattern().IsMatch(one.Key))) Say(part, title, $"标识“{key}”只能用小写字母、数字和连字符，以字母开头，不超过 30 字");
            foreach (var twice in list.GroupBy(one => one.Key).Where(same => same.Count() > 1)) Say(part, twice.First().Title, $"标识 {twice.Key} 用了两次");
        }

        DescribedRegister? Parent(string part, string where, string register)
        {
            if (description.Registers.FirstOrDefault(one => one.Key == register && !one.Closed) is { } found) return found;
            Say(part, where, "请选择是哪一本台账的");
            return null;
        }

        void CheckFormula(string part, string where, string what, string text, DescribedRegister of, FormulaType type, bool required = false)
        {
            if (string.IsNullOrWhiteSpace(text))
            {
                if (required) Say(part, where, $"请写{what}");
                return;
            }
            if (Formula.TryParse(text, of, type, out _, out var fault)) return;
            Say(part, where, $"{what}第 {fault!.At + 1} 字处：{fault.Words}");
        }

        void CheckRegister(DescribedRegister register, DescribedRegister? parent)
        {
            CheckText(Registers, register.Title, register.Title, 20, required: true);
            CheckText(Registers, register.Title, register.Noun, 12, required: true);
            if (!TablePattern().IsMatch(register.Key) || Taken.Contains(register.Key) || TakenTables.Contains(register.Key)) Say(Registers, register.Title, $"标识“{register.Key}”不能用：小写字母开头，只用小写字母、数字和下划线，不超过 30 字，且不是系统的词");
            if (register.Fields.Count == 0) Say(Registers, register.Title, "还没有登记内容，请加项目");
            if (register.Open.Count() > MostFields) Say(Registers, register.Title, $"项目不能超过 {MostFields} 个，现在 {register.Open.Count()} 个");
            else if (register.Fields.Count > MostColumns) Say(Registers, register.Title, $"连停用的合计不能超过 {MostColumns} 个，现在 {register.Fields.Count} 个；请沿用为新版另起一套台账");
            if (parent is null && register.Open.Count(field => field.Kind == DescribedKind.Name) != 1) Say(Registers, register.Title, "要有且只有一个“名称”类型的项目：一行凭它称呼和查找，如走访对象、活动名称、姓名");
            if (parent is not null && register.Open.Any(field => field.Kind == DescribedKind.Name)) Say(Registers, register.Title, "附表里不用“名称”类型，请改为文字");
            if (parent is not null && register.Lists.Count > 0) Say(Registers, register.Title, "附表之下不能再有附表");
            if (register.Fields.Count(field => field.Filter || field.Sort) > 24) Say(Registers, register.Title, "筛选和排序的项目合计不能超过 24 个，每一个都要建索引");
            foreach (var twice in register.Fields.GroupBy(field => field.Key).Where(same => same.Count() > 1)) Say(Registers, $"{register.Title} {twice.First().Label}", $"与另一个项目同用标识 {twice.Key}");
            foreach (var twice in register.Open.GroupBy(field => field.Label.Trim()).Where(same => same.Count() > 1)) Say(Registers, $"{register.Title} {twice.Key}", "有两个项目同名，请改一个名称");
            foreach (var field in register.Fields) CheckField(Registers, register.Title, field, parent is null ? null : register);
            if (register.Round is { } round)
            {
                if (parent is not null) Say(Registers, register.Title, "附表不能按轮次报送");
                if (ProgrammeRounds.Every.All(one => one.Id != round.Every) || ProgrammeRounds.Places.All(one => one.Id != round.Places)) Say(Registers, register.Title, "请选多久一轮、哪一级报送");
                else if (round.Opens < 0 || round.Opens >= ProgrammeRounds.ShortestOf(round.Every)) Say(Registers, register.Title, $"开始填报的日子要在一轮之内：{ProgrammeRounds.Every.First(one => one.Id == round.Every).Name}一轮的，在头一天之后 0—{ProgrammeRounds.ShortestOf(round.Every) - 1} 天；再晚就到了下一轮，一轮也开不出来");
                if (round.Orders is { } by)
                {
                    var orders = description.Registers.FirstOrDefault(one => one.Key == by.Register && one is { Closed: false, Round: null });
                    DescribedField? Said(string key, DescribedKind kind) => orders?.Open.FirstOrDefault(field => field.Key == key && field.Kind == kind);
                    if (orders is null) Say(Registers, register.Title, $"按哪本台账的要求报送，{by.Register} 不是本专项的一本台账");
                    else if (Said(by.From, DescribedKind.Date) is null || Said(by.Until, DescribedKind.Date) is null) Say(Registers, register.Title, $"“{orders.Title}”里从哪天到哪天要是日期");
                    else if (Said(by.Every, DescribedKind.Code) is not { Options.Count: > 0 } every || every.Options.Any(option => !option.Closed && ProgrammeRounds.Meant(ProgrammeRounds.Every, option) is null) || Said(by.Places, DescribedKind.Code) is not { Options.Count: > 0 } places || places.Options.Any(option => !option.Closed && ProgrammeRounds.Meant(ProgrammeRounds.Places, option) is null))
                        Say(Registers, register.Title, $"“{orders.Title}”里多久一报、哪一级报要是选项，从{string.Join("、", ProgrammeRounds.Every.Select(one => one.Name))}和{string.Join("、", ProgrammeRounds.Places.Select(one => one.Name))}里写");
                }
                if (round.From > round.Until) Say(Registers, register.Title, "轮次的结束日期早于开始日期");
                if (round.Days is < -31 or > 120) Say(Registers, register.Title, "报送时限在每轮结束前 31 天到后 120 天之间");
            }
            if (register.Ranking is { } ranking)
            {
                if (parent is not null) Say(Registers, register.Title, "附表不能排名次");
                else
                {
                    CheckFormula(Registers, register.Title, "按什么排名次", ranking.By, register, FormulaType.Number, required: true);
                    foreach (var key in ranking.Within.Where(key => register.Open.All(field => field.Key != key || field.Kind is not (DescribedKind.Code or DescribedKind.Year or DescribedKind.Number or DescribedKind.Month) && !(field.Kind == DescribedKind.Row && ranking.Before is null)))) Say(Registers, register.Title, $"排名次的范围 {key} 要是选项、年份、数或年月");
                    if ((ranking.Total ?? ranking.Standing) is not null && ranking.Within.Count < 2) Say(Registers, register.Title, "要算累计和总位次，排名次的范围至少两层，大的在前，如 年度、季度");
                    foreach (var key in ((string?[])[ranking.Rank, ranking.Before, ranking.Total, ranking.Standing]).OfType<string>().Where(key => register.Open.All(field => field.Key != key || field.Kind != DescribedKind.Number || field.Formula is not null))) Say(Registers, register.Title, $"名次要记在一个数里，{key} 不是");
                }
            }
            foreach (var tells in register.Tells)
            {
                if (parent is not null) Say(Registers, register.Title, "附表不能记到名册里的记录上，请由台账来记");
                else if (register.Open.FirstOrDefault(field => field.Key == tells.About) is not { Kind: DescribedKind.Listed }) Say(Registers, register.Title, $"记到谁的记录上，要选一个“名册”类型的项目，{tells.About} 不是");
                if (tells.On is { } on && register.Open.FirstOrDefault(field => field.Key == on) is not { Kind: DescribedKind.Date }) Say(Registers, register.Title, $"记到名册里的日期，{on} 不是日期");
                if (tells.Says.Count is 0 or > 8) Say(Registers, register.Title, "记到名册里的记录上，请选 1—8 个项目");
                foreach (var key in tells.Says.Where(key => register.Open.FirstOrDefault(field => field.Key == key) is not { } said || !ProgrammeResults.MayTell(said))) Say(Registers, register.Title, $"{key} 不能记到名册里：敏感项、机构和名册不记");
            }
            foreach (var twice in register.Tells.GroupBy(tells => tells.About).Where(same => same.Count() > 1)) Say(Registers, register.Title, $"{twice.Key} 的记录上记了两次");
            foreach (var field in register.Open.Where(field => field.Formula is not null))
            {
                var where = $"{register.Title} {field.Label}";
                if (parent is not null || field.Kind != DescribedKind.Number) Say(Registers, where, "只有台账里的数可以由系统计算");
                else if (!Formula.TryParse(field.Formula!, register, FormulaType.Number, out var reckons, out var fault)) Say(Registers, where, $"算法第 {fault!.At + 1} 字处：{fault.Words}");
                else if (reckons!.AsksForToday) Say(Registers, where, "算法里不能用“今天”：数只在内容有改动时重算；随日子变的请用指标或灯");
                else if (register.Open.FirstOrDefault(other => other.Formula is not null && reckons.Reads.Contains(other.Key)) is { } other) Say(Registers, where, $"算法里不能用同样是算出来的“{other.Label}”，请把它的算法写进来");
            }
            foreach (var field in register.Open.Where(field => field.From is not null))
            {
                var where = $"{register.Title} {field.Label}";
                if (field.Formula is not null || field.Sensitive) Say(Registers, where, "取自所选记录的项目不能又由系统计算，也不能是敏感项");
                else if (ProgrammeSchema.SourceOf(description, register, field) is not { } source) Say(Registers, where, "要写取自哪一项、取什么：取自[联系干部]的职务或单位；那一项要是机构、名册或引用");
                else if (field.Follows && source.By.Kind != DescribedKind.Row) Say(Registers, where, "只有取自本专项另一本台账的项目可以跟着变");
                else if (source.Other is null ? field.Kind != DescribedKind.Text : source.Other.Kind is DescribedKind.Name or DescribedKind.Row or DescribedKind.Listed or DescribedKind.Unit ? field.Kind != DescribedKind.Text || source.Other.Kind != DescribedKind.Name : field.Kind != source.Other.Kind) Say(Registers, where, $"类型要和“{source.Called}”一样");
            }
            foreach (var key in ((string?[])[register.Ranking?.Rank, register.Ranking?.Before]).OfType<string>().Where(key => register.Open.Any(field => field.Key == key && field.Decimals > 0))) Say(Registers, register.Title, $"名次是整数，{key} 不要带小数");
            foreach (var list in register.Lists) CheckRegister(list, register);
        }

        void CheckField(string part, string at, DescribedField field, DescribedRegister? list)
        {
            var where = $"{at} {field.Label}";
            if (part == Registers && field.Into is not null) Say(part, where, "只有步骤里的项目可以写入台账");
            CheckText(part, where, field.Label, 30, required: true);
            CheckText(part, where, field.Hint ?? "", 100);
            if (field.Label.IndexOfAny(['[', ']', '【', '】', '{', '}']) >= 0) Say(part, where, "名称里不能有方括号和花括号");
            if (!MayBeKey(field.Key)) Say(part, where, $"标识“{field.Key}”不能用：小写字母开头，只用小写字母、数字和下划线，不超过 40 字，且不是系统的词");
            if (field.Closed) return;
            if (field.Kind == DescribedKind.Code && field.Codes is null && field.Options.All(option => option.Closed)) Say(part, where, "请写可选的内容，每行一个，或选一个代码表");
            if (field.Codes is { } codes && StandardCodes.All.All(set => set.Id != codes)) Say(part, where, $"没有代码表 {codes}");
            if (field.Options.Count > 200) Say(part, where, "可选的内容不能超过 200 个");
            if (field.Options.Any(option => !OptionPattern().IsMatch(option.Value) || string.IsNullOrWhiteSpace(option.Name) || option.Name.Length > 60)) Say(part, where, "可选的内容每个要有名称，不超过 60 字");
            if (field.Options.GroupBy(option => option.Value).Any(same => same.Count() > 1) || field.Options.Where(option => !option.Closed).GroupBy(option => option.Name).Any(same => same.Count() > 1)) Say(part, where, "可选的内容有重复");
            if (field.Kind == DescribedKind.Row && description.Registers.All(register => register.Key != field.Register)) Say(part, where, "请选引用本专项的哪一本台账");
            if (field.Kind == DescribedKind.Listed && ProgrammeLists.Find(field.Register) is null) Say(part, where, $"请写从哪本名册里选：{string.Join("、", ProgrammeLists.All.Select(list => list.Name))}");
            if (field.Min > field.Max) Say(part, where, "最小值大于最大值");
            if (field.Decimals is < 0 or > 4) Say(part, where, "小数最多四位");
            if (field.Decimals > 0 && field.Kind != DescribedKind.Number) Say(part, where, "只有数可以带小数");
            if (field.Length is < 1 or > 4000) Say(part, where, "字数限在 1—4000 之间");
            if (field.Sensitive && field.Kind is not (DescribedKind.Text or DescribedKind.LongText or DescribedKind.Phone)) Say(part, where, "只有文字和电话可以设为敏感");
            if (field.Sensitive && (field.Filter || field.Sort)) Say(part, where, "敏感项加密存放，不能用来筛选和排序");
        }

        void CheckProcedure(DescribedProcedure procedure)
        {
            CheckText(Steps, "程序", procedure.Title, 20, required: true);
            if (Parent(Steps, procedure.Title, procedure.Register) is not { } of) return;
            var open = procedure.Steps.Where(step => !step.Closed).ToList();
            if (open.Count == 0) Say(Steps, procedure.Title, "程序至少要有一步；不要程序就整个删去");
            if (procedure.Steps.Count > MostSteps) Say(Steps, procedure.Title, $"步骤不能超过 {MostSteps} 个");
            foreach (var twice in procedure.Steps.GroupBy(step => step.Key).Where(same => same.Count() > 1)) Say(Steps, twice.First().Title, $"标识 {twice.Key} 用了两次");
            foreach (var twice in open.SelectMany(step => step.Fields).GroupBy(field => field.Key).Where(same => same.Count() > 1)) Say(Steps, twice.First().Label, $"两步里的项目同用标识 {twice.Key}");
            foreach (var step in procedure.Steps)
            {
                CheckText(Steps, step.Title, step.Title, 30, required: true);
                CheckText(Steps, step.Title, step.Who, 60, required: true);
                if (!MayBeKey(step.Key)) Say(Steps, step.Title, $"标识“{step.Key}”不能用");
                if (step.Level is not ("county" or "township" or "village" or "branch")) Say(Steps, step.Title, "谁办请选县级、乡镇、村（社区）或本单位");
                if (step.MinDays is < 0 or > 3660 || step.MaxDays is < 0 or > 3660) Say(Steps, step.Title, "天数在 0—3660 之间");
                if (step.MinDays > step.MaxDays) Say(Steps, step.Title, "最少天数大于最多天数，这一步永远办不了");
                foreach (var field in step.Fields)
                {
                    CheckField(Steps, step.Title, field, null);
                    if (field.Kind is DescribedKind.Name or DescribedKind.Row or DescribedKind.Unit or DescribedKind.Listed || field.Sensitive || field.Kind == DescribedKind.Phone) Say(Steps, $"{step.Title} {field.Label}", "步骤里只能登记文字、数、是否、日期、年月和选项");
                    if (field.Key.StartsWith("on_", StringComparison.Ordinal)) Say(Steps, $"{step.Title} {field.Label}", "标识不能以 on_ 开头");
                }
                if (!step.Closed)
                {
                    foreach (var said in ProgrammeSteps.SaidOf(step))
                        if (ProgrammeSteps.WhyNot(of, said.Column, said.Typed, said.Option) is { } why) Say(Steps, step.Title, why);
                        else if (said.Outcome is { Next: { } back } && procedure.Steps.TakeWhile(one => one != step).Append(step).Any(one => one.Key == back)) Say(Steps, step.Title, $"“{said.Outcome.Title}”回到前面重办，所办的不再算数，写入什么也留不下");
                    foreach (var twice in step.Outcomes.Select(outcome => outcome.Sets).Append(step.Sets).Append([.. step.Fields.Where(field => field is { Closed: false, Into: not null }).Select(field => new DescribedSet(field.Into!))]).SelectMany(sets => sets.GroupBy(set => set.Column).Where(same => same.Count() > 1)))
                        Say(Steps, step.Title, $"同一项 {twice.Key} 写入了两次");
                }
                foreach (var outcome in step.Outcomes)
                {
                    CheckText(Steps, step.Title, outcome.Title, 20, required: true);
                    if (!MayBeKey(outcome.Key)) Say(Steps, step.Title, $"结果标识“{outcome.Key}”不能用");
                    if (outcome.Next is { } next && open.All(one => one.Key != next)) Say(Steps, step.Title, $"结果“{outcome.Title}”指向的步骤没有了，请另选");
                }
            }
        }
    }

    [GeneratedRegex("^[a-z][a-z0-9_]{0,39}$")] private static partial Regex KeyPattern();
    [GeneratedRegex("^[a-z][a-z0-9_]{1,29}(?<!_history|_gram)$")] private static partial Regex TablePattern();
    [GeneratedRegex("^[a-z][a-z0-9-]{0,29}$")] private static partial Regex DashedPattern();
    [GeneratedRegex("^[A-Za-z0-9_-]{1,20}$")] private static partial Regex OptionPattern();
    [GeneratedRegex("^[^/]{1,40}/[a-z][a-z0-9-]{0,60}$")] private static partial Regex ShownPattern();
    [GeneratedRegex(@"\{([^{}]+)\}")] private static partial Regex TagPattern();
}
