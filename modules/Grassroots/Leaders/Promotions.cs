namespace OrgWork.Grassroots;

/// <summary>A village secretary, or somebody of the three other sources, was selected by a round; the cadres' module may take it up.</summary>
[Event("grassroots.secretary_selected", 1)]
public sealed record SecretarySelected(Guid Subject, string LocalityPath, Guid? Person, string Name, string Source, string RoundKind, DateOnly SelectedOn, string DocumentNo) : ModuleEvent(Subject, LocalityPath);

/// <summary>从优秀村党组织书记等四类人员中考试录用事业编制人员、选拔乡镇领导: conditions of a round, who meets them, applications, marks, results.</summary>
public static class Promotions
{
    const string Read = VillageCadres.Read, Edit = VillageCadres.Edit, Plan = VillageCadres.Plan;

    public static readonly CodeSet Kinds = new("promotion_kind", "种类", "本平台", [new("1", "考试录用事业编制人员"), new("2", "选拔乡镇领导干部")]);
    public static readonly CodeSet Sources = new("promotion_source", "来源", "从四类人员中选拔乡镇领导干部", [new("1", "优秀村党组织书记"), new("2", "选调生"), new("3", "大学生村官"), new("4", "乡镇事业编制人员")]);

    public static readonly Register Rounds = new()
    {
        Id = "promotions", Title = "考录选拔批次", Noun = "批次", Counter = "批", Table = "promotion_round", ReadPermission = Read, WritePermission = Plan,
        Fields =
        [
            Field.Text("title", "批次", 100).Required().Wide(), Field.Code("kind", "种类", Kinds).Required().Listed().FirstFilter(), Field.Text("document_no", "文号", 60), Field.Number("places", "名额", 1, 10000).Required().Listed(), Field.Date("opened_on", "开始日期").Required().Listed().Sortable().Hinted("条件算到这一天"), Field.Date("apply_until", "报名截止").Required().Listed(),
            Field.Number("min_years", "任村书记满（年）", 0, 40).Required().DefaultsTo("3").In("村书记的条件"), Field.Number("min_excellent", "年度考核优秀（次）", 0, 20).Required().DefaultsTo("1").In("村书记的条件"), Field.Number("min_honours", "县级以上荣誉（次）", 0, 20).Required().DefaultsTo("0").In("村书记的条件"), Field.Number("max_age", "年龄不超过（周岁）", 18, 70).Required().DefaultsTo("45").In("村书记的条件"), Field.Code("education", "最低学历", StandardCodes.Education).Required().DefaultsTo("61").In("村书记的条件"), Field.Number("written_weight", "笔试占综合成绩（%）", 0, 100).Required().DefaultsTo("50").Hinted("其余为面试"), Field.LongText("remark", "说明", 500),
        ],
        Actions = [new("谁符合条件", "grassroots/leaders/eligible", Read, IsForOne: true)],
    };

    public static readonly Register Applicants = new()
    {
        Id = "promotion-applicants", Title = "考录选拔报名", Noun = "报名人", Counter = "人", Table = "promotion_applicant", ReadPermission = Read, WritePermission = Edit,
        Fields =
        [
            Field.Name(), (Field.Row("promotion_round_id", "批次", "promotions") with { IsRequired = true, IsListed = true }).Filter(), Field.Code("source", "来源", Sources).Required().Listed().FirstFilter().Hinted("村书记在村（社区）干部名册上报名"), Field.Row("village_cadre_id", "村（社区）干部", "village-cadres").Filter().ByDeed(), Field.Text("work_unit", "单位职务", 100).Listed(), Field.Date("applied_on", "报名日期").Required().Listed().Filter().Sortable().Past(),
            Field.Number("written", "笔试").Listed().ByDeed(), Field.Number("interview", "面试").Listed().ByDeed(), Field.Number("total", "综合").Listed().Filter().ByDeed(), Field.Date("selected_on", "录用（选拔）日期").Listed().Filter().ByDeed(), Field.Text("document_no", "文号").ByDeed(),
        ],
        Rules = [PromotionRules.FromTheRegister],
        Conditions = [new("村党组织书记", "source=1"), new("选调生", "source=2"), new("大学生村官", "source=3"), new("乡镇事业编制人员", "source=4"), new("已录用、选拔", "selected_on.from=1900.01.01"), new("没有成绩", "total.none=1")],
        Deeds =
        [
            new("mark", "登记成绩", Plan)
            {
                Consequence = "综合成绩按批次定的笔试、面试比例计算；补登覆盖原来的",
                Fields = [Field.Number("written", "笔试", 0, 100).Required(), Field.Number("interview", "面试", 0, 100).Required()],
                Done = async (db, deed, stop) => await db.ExecuteAsync("update promotion_applicant x set written = @a, interview = @b, total = round((@a * r.written_weight + @b * (100 - r.written_weight)) / 100.0)::int, version = x.version + 1 from promotion_round r where x.id = @Id and r.id = x.promotion_round_id and x.selected_on is null", new { deed.Id, a = Convert.ToInt32(deed.Values["written"], System.Globalization.CultureInfo.InvariantCulture), b = Convert.ToInt32(deed.Values["interview"], System.Globalization.CultureInfo.InvariantCulture) }, stop) == 0 ? "已经录用（选拔）" : null,
            },
            new("select", "录用（选拔）", Plan)
            {
                Consequence = "占一个名额；名额用完的不能再选，综合成绩高的还没有选的会提醒",
                Fields = [Field.Date("selected_on", "日期").Required().Past(), Field.Text("document_no", "录用（任职）文号", 60).Required(), Field.Text("reason", "越过高分的理由", 200).Hinted("前面还有成绩更高的没有选时必填")],
                Done = SelectAsync,
            },
        ],
    };

    sealed record Selected(string Name, string LocalityPath, string Source, string Kind, Guid? Person);

    static async Task<string?> SelectAsync(Db db, RowDeed deed, CancellationToken stop)
    {
        var args = new { deed.Id, on = deed.Day("selected_on"), no = deed.Text("document_no") };
        // The round is held first, and the places are counted by a statement of its own: two who select at once do not both take the last one.
        if (await db.FirstAsync<Guid?>("select r.id from promotion_round r where r.id = (select promotion_round_id from promotion_applicant where id = @Id) for update", args, stop) is null) return "批次由上级办理";
        var (left, total, higher, applied) = await db.FirstAsync<(int Left, int? Total, string? Higher, DateOnly Applied)>("""
            select r.places - (select count(*)::int from promotion_applicant x where x.promotion_round_id = r.id and x.selected_on is not null and x.removed_at is null), a.total,
                   (select string_agg(x.name, '、' order by x.total desc) from promotion_applicant x where x.promotion_round_id = r.id and x.selected_on is null and (x.written - a.written) * r.written_weight + (x.interview - a.interview) * (100 - r.written_weight) > 0 and x.removed_at is null), a.applied_on
            from promotion_applicant a join promotion_round r on r.id = a.promotion_round_id where a.id = @Id
            """, args, stop);
        if (total is null) return "还没有登记成绩";
        if (left <= 0) return "名额已经用完";
        if (args.on < applied) return $"日期早于报名的 {Dates.Format(applied)}";
        if (higher is not null && string.IsNullOrWhiteSpace(deed.Text("reason"))) return $"综合成绩更高的还没有选：{higher}；请写理由";
        if (await db.FirstAsync<Selected>("update promotion_applicant a set selected_on = @on, document_no = @no, version = a.version + 1 from promotion_round r where a.id = @Id and a.selected_on is null and r.id = a.promotion_round_id returning a.name, a.locality_path, a.source, r.kind, (select c.person_id from village_cadre c where c.id = a.village_cadre_id) as person", args, stop) is not { } one) return "已经录用（选拔）";
        await db.PublishAsync(new SecretarySelected(deed.Id, one.LocalityPath, one.Person, one.Name, one.Source, one.Kind, args.on!.Value, args.no!), stop);
        return null;
    }

    public static readonly IReadOnlyList<Register> All = [Rounds, Applicants];
}

public sealed record SelectionFacts
{
    [KnownAs("来源")] public string? Source { get; init; }
    [KnownAs("在村（社区）干部名册上报名")] public bool? HasCard { get; init; }
}

public static class PromotionRules
{
    public static readonly Rule<SelectionFacts> FromTheRegister = new()
    {
        Id = "grassroots.promotion-applicants.from-register", Title = "村党组织书记在村（社区）干部名册上报名，按条件核对", WhenBroken = "村党组织书记没有经名册报名", Basis = Basis.Practice("考录选拔公告"), Severity = Severity.Refuse,
        Population = new("promotion-applicants", "select a.id, a.locality_path, a.name as title, a.source, a.village_cadre_id is not null as has_card from promotion_applicant a where a.removed_at is null"),
        Test = new([nameof(SelectionFacts.Source), nameof(SelectionFacts.HasCard)], "source <> '1' or has_card", (f, _) => Finding.Of(f.Source != "1" || f.HasCard == true, f.Source != "1" ? "不是村党组织书记" : f.HasCard == true ? "经名册报名" : "请到村（社区）干部名册勾选，办“报名考录、选拔”，按条件核对")),
        Examples = [new("选调生", new() { Source = "2", HasCard = false }, new(2026, 11, 21), Outcome.Met), new("名册上报名", new() { Source = "1", HasCard = true }, new(2026, 11, 21), Outcome.Met), new("直接登记", new() { Source = "1", HasCard = false }, new(2026, 11, 21), Outcome.Broken)],
    };

    public static readonly IReadOnlyList<Rule> All = [FromTheRegister];
}

/// <summary>Apart, because the register of village cadres has this deed and its applicants refer to that register.</summary>
static class PromotionDeeds
{
    /// <summary>Who meets what, as of the day the round opened; <c>c</c> is the cadre, <c>r</c> the round.</summary>
    public const string FactsSql = """
        extract(year from age(r.opened_on, c.secretary_since_on))::int as years, (select count(*)::int from cadre_assessment x where x.village_cadre_id = c.id and x.grade = '1' and x.removed_at is null and x.assessed_on <= r.opened_on) as excellent,
        (select count(*)::int from cadre_honour x where x.village_cadre_id = c.id and x.level in ('1', '2', '3', '4') and x.removed_at is null and x.awarded_on <= r.opened_on) as honours, extract(year from age(r.opened_on, c.birth_on))::int as age, c.education <= r.education as is_educated
        """;

    public static readonly RegisterDeed Apply = new("apply", "报名考录、选拔", VillageCadres.Edit)
    {
        Consequence = "按批次的条件逐项核对，够的列入报名，不够的写明缺什么",
        Fields = [Field.Row("promotion_round_id", "批次", "promotions").Required(), Field.Date("applied_on", "报名日期").Required().Past()],
        Done = async (db, deed, stop) =>
        {
            var args = new { deed.Id, round = deed.Values["promotion_round_id"], on = deed.Day("applied_on") };
            if (await db.FirstAsync<Standing>($"select c.party_post is not distinct from '1' as is_secretary, r.opened_on, r.apply_until, r.min_years, r.min_excellent, r.min_honours, r.max_age, {FactsSql} from village_cadre c, promotion_round r where c.id = @Id and c.left_on is null and r.id = @round and r.removed_at is null", args, stop) is not { } one) return "已经离任，或批次不在您能看到的范围里";
            if (args.on < one.OpenedOn || args.on > one.ApplyUntil) return $"报名时间是 {Dates.Format(one.OpenedOn)} 至 {Dates.Format(one.ApplyUntil)}";
            if (one.Lacking is [_, ..] lacking) return $"不够条件：{string.Join("；", lacking)}";
            return await db.ExecuteAsync("""
                insert into promotion_applicant (locality_path, rank_order, name, name_pinyin, name_initials, promotion_round_id, source, village_cadre_id, work_unit, applied_on, created_by, changed_by)
                select c.locality_path, c.rank_order, c.name, c.name_pinyin, c.name_initials, @round, '1', c.id, o.name || '书记', @on, org.actor(), org.actor() from village_cadre c join organisation o on o.id = c.organisation_id where c.id = @Id
                on conflict (promotion_round_id, village_cadre_id) where village_cadre_id is not null and removed_at is null do nothing
                """, args, stop) == 0 ? "已经报名" : null;
        },
    };

    internal sealed record Standing
    {
        public Guid Id { get; init; }
        public string Name { get; init; } = "";
        public string Organisation { get; init; } = "";
        public bool HasApplied { get; init; }
        public bool IsSecretary { get; init; }
        public DateOnly OpenedOn { get; init; }
        public DateOnly ApplyUntil { get; init; }
        public int MinYears { get; init; }
        public int MinExcellent { get; init; }
        public int MinHonours { get; init; }
        public int MaxAge { get; init; }
        public int? Years { get; init; }
        public int Excellent { get; init; }
        public int Honours { get; init; }
        public int? Age { get; init; }
        public bool? IsEducated { get; init; }

        /// <summary>Condition by condition, what is wanting.</summary>
        public IReadOnlyList<string> Lacking =>
        [
            .. IsSecretary ? (string[])[] : ["不是在任的党组织书记"], .. Years >= MinYears ? (string[])[] : [$"任书记要满 {MinYears} 年，{(Years is { } years ? $"现 {years} 年" : "没有任职时间")}"], .. Excellent >= MinExcellent ? (string[])[] : [$"年度考核优秀要 {MinExcellent} 次，现 {Excellent} 次"],
            .. Honours >= MinHonours ? (string[])[] : [$"县级以上荣誉要 {MinHonours} 次，现 {Honours} 次"], .. Age <= MaxAge ? (string[])[] : [$"年龄不超过 {MaxAge} 岁，{(Age is { } age ? $"现 {age} 岁" : "没有出生日期")}"], .. IsEducated == true ? (string[])[] : ["学历不够"],
        ];
    }
}
