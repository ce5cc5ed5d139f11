using OrgWork.Kernel;
using Xunit;

namespace OrgWork.Tests.Programmes;

/// <summary>A newer description meets what is installed; nothing of a database is needed to see what comes of it.</summary>
public sealed class UpgradeTests
{
    static string Written(string options) => string.Join(", ", options.Split(' ').Select(one => $$"""{ "value": "{{one[..1]}}", "name": "{{one[1..]}}" }"""));

    static ProgrammeDescription Works(string options, string more = "", string field = "") => ProgrammeDescription.Parse($$"""
        { "name": "升级", "edition": 2026, "registers": [ { "key": "works", "title": "工作", "noun": "工作", "conditions": [ { "name": "重点", "query": "kind=1,3&done.none=1" } ],
          "fields": [ { "key": "name", "label": "工作", "kind": "name" }, { "key": "kind", "label": "类别", "kind": "code"{{field}}, "options": [ {{Written(options)}} ] }, { "key": "done", "label": "办结", "kind": "date" } ] } ]{{more}} }
        """);

    static string OptionsOf(ProgrammeDescription description) => OptionsOf(description.Registers[0].Fields[1]);

    static string OptionsOf(DescribedField field) => string.Join(' ', field.Options.OrderBy(option => option.Value, StringComparer.Ordinal).Select(option => option.Value + option.Name + (option.Closed ? "×" : "")));

    [Fact]
    public void An_option_means_the_same_after_every_upgrade_whatever_value_the_sender_gives_his()
    {
        var (first, second) = (Works("1产业 2治理"), Works("1产业 2治理 3丁", field: ", \"default\": \"3\""));
        var here = ProgrammeUpgrade.Of(Works("1产业 2治理 3丙"), first, second);
        Assert.Equal("1产业 2治理 3丙 4丁", OptionsOf(here));
        // What the sender says in values of his own is said in those of this place.
        Assert.Equal(("4", "kind=1,4&done.none=1"), (here.Registers[0].Fields[1].Default, here.Registers[0].Conditions[0].Query));
        // And so it stays with the next one, though it brings nothing new, and when the sender calls his otherwise or takes one back.
        Assert.Equal("1产业 2治理 3丙 4丁", OptionsOf(ProgrammeUpgrade.Of(here, second, second)));
        Assert.Equal("1产业 2治理 3丙 4丁组", OptionsOf(ProgrammeUpgrade.Of(here, second, Works("1产业 2治理 3丁组"))));
        Assert.Equal("1产业 2治理× 3丙 4丁", OptionsOf(ProgrammeUpgrade.Of(here, second, Works("1产业 3丁"))));
        // What the place thought of before the sender did keeps the place's value.
        Assert.Equal("1产业 2治理 3丁 5甲", OptionsOf(ProgrammeUpgrade.Of(Works("1产业 2治理 3丁"), first, Works("1产业 2治理 3甲 4丁"))));
    }

    [Fact]
    public void An_option_that_is_called_otherwise_under_the_same_value_is_named_before_it_is_published() =>
        Assert.Contains("工作：“类别”的“治理”改称“环境”：已选“治理”的行，从此显示为“环境”", ProgrammeChange.Between(Works("1产业 2治理"), Works("1产业 2环境"), 2).Notes.Select(note => note.Words));

    static string Steps(string fields, string outcomes = "") => $$""", "procedure": { "title": "办理", "register": "works", "steps": [ { "key": "check", "title": "核实", "who": "镇", "fields": [ {{fields}} ], "outcomes": [ {{outcomes}} ] } ] }""";

    [Fact]
    public void What_the_place_has_added_to_a_step_stays_there()
    {
        static string Ways(string options) => $$"""{ "key": "way", "label": "办法", "kind": "code", "options": [ {{Written(options)}} ] }""";
        var sent = Works("1产业", Steps(Ways("1上门")));
        var here = Works("1产业", Steps(Ways("1上门 2电话") + """, { "key": "words", "label": "本县加的" }""", """{ "key": "back", "title": "退回", "ends": true }"""));
        var step = ProgrammeUpgrade.Of(here, sent, Works("1产业", Steps(Ways("1上门") + """, { "key": "seen_on", "label": "到场日期", "kind": "date" }"""))).Procedure!.Steps[0];
        Assert.Equal(["办法", "到场日期", "本县加的"], step.Fields.Select(field => field.Label));
        Assert.Equal("1上门 2电话", OptionsOf(step.Fields[0]));
        Assert.Equal("退回", Assert.Single(step.Outcomes).Title);
    }

    static string Figure(int red, string count = "[办结] 不为空", int target = 100) => $$""", "figures": [ { "key": "done", "register": "works", "title": "办结率", "count": "{{count}}", "outOf": "是", "better": "higher", "target": {{target}}, "yellow": 80, "red": {{red}} } ]""";

    [Fact]
    public void A_limit_of_the_places_own_stays_until_the_sender_sets_another_and_then_it_is_said()
    {
        var (sent, here) = (Works("1产业", Figure(60)), Works("1产业", Figure(50)));
        Assert.Equal(50, ProgrammeUpgrade.Of(here, sent, Works("1产业 2治理", Figure(60))).Figures[0].Red);
        var counted = ProgrammeUpgrade.Of(here, sent, Works("1产业", Figure(60, "[办结] 早于 今天", 90)));
        Assert.Equal((50m, 90m, "[办结] 早于 今天"), (counted.Figures[0].Red, counted.Figures[0].Target, counted.Figures[0].Count));
        var set = ProgrammeUpgrade.Of(here, sent, Works("1产业", Figure(70)));
        Assert.Equal(70, set.Figures[0].Red);
        Assert.Contains("改指标“办结率”：红灯界限 50 → 70", ProgrammeChange.Between(here, set, 2).Notes.Select(note => note.Words));
    }

    static string Added(string how, string count = "") => $$""", "figures": [ { "key": "done", "register": "works", "title": "完成量", "count": "{{count}}", {{how}} } ]""";

    [Theory]
    [InlineData("\"mean\": \"[数]\", \"sum\": \"[数]\"", "平均的数和合计的数只能填一个")]
    [InlineData("\"sumOf\": \"[数]\"", "还要填合计的数")]
    [InlineData("\"sum\": \"[数]\", \"outOf\": \"是\"", "不是同一种数")]
    [InlineData("\"sum\": \"[数]\", \"sumOf\": \"[村]\"", "占哪个数第 1 字处")]
    [InlineData("\"sum\": \"[没有]\"", "合计的数第 1 字处")]
    [InlineData("\"sum\": \"[数]\", \"sumOf\": \"[数]\", \"outOf\": \"名册([村])\"", "不能再合计台账里的数")]
    [InlineData("\"outOf\": \"计划([没有的台账], [计划])\"", "分母")]
    public void Parts_of_a_figure_that_do_not_go_together_are_refused_with_the_reason(string how, string words) =>
        Assert.Contains(ProgrammeCheck.Of(Numbered(Added(how))), fault => fault.Part == ProgrammeCheck.Figures && fault.Words.Contains(words, StringComparison.Ordinal));

    static ProgrammeDescription Numbered(string more) => ProgrammeDescription.Parse($$"""
        { "name": "升级", "edition": 2026, "registers": [ { "key": "works", "title": "工作", "noun": "工作",
          "fields": [ { "key": "name", "label": "工作", "kind": "name" }, { "key": "many", "label": "数", "kind": "number" }, { "key": "village", "label": "村", "kind": "listed", "register": "village-organisation" } ] } ]{{more}} }
        """);

    [Fact]
    public void A_total_and_a_share_of_totals_say_what_they_are_and_an_upgrade_says_when_a_mean_becomes_one()
    {
        var (mean, total, share) = (Numbered(Added("\"mean\": \"[数]\"")), Numbered(Added("\"sum\": \"[数]\"")), Numbered(Added("\"sum\": \"[数]\", \"sumOf\": \"[数] * 2\", \"unit\": \"元\"")));
        foreach (var one in (ProgrammeDescription[])[mean, total, share]) Assert.Empty(ProgrammeCheck.Of(one));
        // The letter keeps it.
        Assert.Equal(share.Figures[0], ProgrammeDescription.Parse(share.ToJson()).Figures[0]);
        // What the sender has changed comes; what the place has changed of its own stays while the sender lets it be.
        Assert.Equal("[数]", ProgrammeUpgrade.Of(mean, mean, total).Figures[0].Sum);
        Assert.Equal("[数]", ProgrammeUpgrade.Of(total, mean, mean).Figures[0].Sum);
        Assert.Contains("改指标“完成量”，由各条的平均改为合计", ProgrammeChange.Between(mean, total, 2).Notes.Select(note => note.Words));
        Assert.Contains("改指标“完成量”，由合计改为两个合计相比", ProgrammeChange.Between(total, share, 2).Notes.Select(note => note.Words));
        var figure = Assert.Single(new DescribedModule(ProgrammePackage.Make("p1_sj", share, 1, new Dictionary<string, string>(), "").Manifest, share).Figures.Figures);
        Assert.Equal(("[数] 的合计 ÷ [数] × 2 的合计", "元", 1), (figure.Formula, figure.Unit, figure.Times));
    }

    [Fact]
    public void What_came_and_was_not_published_is_no_more_the_places_own_than_what_came_before()
    {
        var (first, second) = (Works("1产业 2治理"), Works("1产业 3丁"));
        // The second was looked at, and the first put back by hand; then the second comes again.
        Assert.Equal("1产业 2治理× 3丁", OptionsOf(ProgrammeUpgrade.Of(first, ProgrammeUpgrade.Known(second, first), second)));
        // The third comes while the second still lies in the draft.
        var draft = ProgrammeUpgrade.Of(Works("1产业 2治理 3丙"), first, second);
        Assert.Equal("1产业 2治理× 3丙 4丁组", OptionsOf(ProgrammeUpgrade.Of(draft, ProgrammeUpgrade.Known(second, first), Works("1产业 3丁组"))));
    }

    [Fact]
    public void Another_years_edition_begins_without_what_was_closed()
    {
        var old = ProgrammeDescription.Parse("""
            { "name": "旧的", "edition": 2026, "registers": [
              { "key": "works", "title": "工作", "noun": "工作", "fields": [ { "key": "name", "label": "工作", "kind": "name" }, { "key": "sum_v2", "label": "数（第 1 版及以前）", "closed": true }, { "key": "kind", "label": "类别", "kind": "code", "options": [ { "value": "1", "name": "产业", "closed": true }, { "value": "2", "name": "治理" } ] } ],
                "lists": [ { "key": "notes", "title": "记录", "noun": "记录", "fields": [ { "key": "words", "label": "话" }, { "key": "gone", "label": "旧话", "closed": true } ] }, { "key": "lost", "title": "旧记录", "noun": "记录", "closed": true, "fields": [ { "key": "words", "label": "话" } ] } ] },
              { "key": "extras", "title": "附记", "noun": "附记", "closed": true, "fields": [ { "key": "name", "label": "附记", "kind": "name" } ] } ],
              "procedure": { "title": "办理", "register": "works", "steps": [ { "key": "ask", "title": "申报", "who": "村" }, { "key": "old", "title": "旧步骤", "who": "镇", "closed": true } ] } }
            """);
        var next = ProgrammeEdition.Of(old, 2027);
        Assert.Empty(ProgrammeCheck.Of(next));
        Assert.Equal((2027, "works notes"), (next.Edition, string.Join(' ', next.AllRegisters.Select(register => register.Key))));
        Assert.Equal("name kind words", string.Join(' ', next.AllRegisters.SelectMany(register => register.Fields).Select(field => field.Key)));
        Assert.Equal("2治理", OptionsOf(next.Registers[0].Fields[1]));
        Assert.Equal("申报", Assert.Single(next.Procedure!.Steps).Title);
        Assert.DoesNotContain(ProgrammePackage.Make("p1_jd", next, 1, new Dictionary<string, string>(), "").Manifest.Menu, entry => entry.Name.Contains("（停用）", StringComparison.Ordinal) || entry.Name.Contains("（旧项目）", StringComparison.Ordinal));
    }

    static ProgrammeDescription Between(int edition, int first, string more = "") => ProgrammeDescription.Parse($$"""
        { "name": "春季走访", "edition": {{edition}}, "registers": [ { "key": "sent", "title": "报送", "noun": "报送", "round": { "every": "month", "from": "{{first}}-03-01", "until": "{{first}}-06-30" }, "fields": [ { "key": "name", "label": "报送", "kind": "name" }{{more}} ] } ] }
        """);

    [Fact]
    public void Another_years_edition_has_its_rounds_in_that_year()
    {
        var old = Between(2026, 2026);
        var next = ProgrammeEdition.Of(old, 2027);
        Assert.Equal((new DateOnly(2027, 3, 1), new DateOnly(2027, 6, 30)), (next.Registers[0].Round!.From, next.Registers[0].Round!.Until));
        Assert.True(ProgrammeRounds.IsOpen(next.Registers[0].Round!, new(2027, 4, 1)) && !ProgrammeRounds.IsOpen(next.Registers[0].Round!, new(2026, 4, 1)));
        // A newer one of the sender's, who still speaks of this year, brings its days into the place's year.
        var upgraded = ProgrammeUpgrade.Of(next, ProgrammeEdition.InYear(old, 2027), Between(2026, 2026, """, { "key": "words", "label": "情况" }"""));
        Assert.Equal((2027, 3, new DateOnly(2027, 6, 30)), (upgraded.Edition, upgraded.Registers[0].Fields.Count(field => field.Key is "name" or "words" or ProgrammeRounds.Sent), upgraded.Registers[0].Round!.Until));
        // What has no year has its days for good.
        Assert.Equal(new DateOnly(2026, 6, 30), ProgrammeEdition.Of(Between(0, 2026), 2027).Registers[0].Round!.Until);
    }

    [Fact]
    public void Rounds_whose_days_lie_behind_are_said_before_they_are_published_and_once_only()
    {
        var (over, coming) = (Between(0, 2020), Between(0, Clock.Today.Year + 1));
        var note = Assert.Single(ProgrammeChange.Between(null, over, 1).Notes, note => note.IsWarning);
        Assert.Contains("轮次到 2020.06.30 为止，已经过去", note.Words, StringComparison.Ordinal);
        Assert.DoesNotContain(ProgrammeChange.Between(null, coming, 1).Notes, one => one.IsWarning);
        Assert.Contains(ProgrammeChange.Between(coming, over, 2).Notes, one => one.IsWarning);
        Assert.Empty(ProgrammeChange.Between(over, over, 2).Notes);
    }

    [Theory]
    [InlineData("day")]
    [InlineData("week")]
    [InlineData("month")]
    [InlineData("twomonth")]
    [InlineData("quarter")]
    [InlineData("half")]
    [InlineData("year")]
    public void A_round_that_would_never_be_opened_is_refused(string every)
    {
        static ProgrammeDescription Reports(string every, int opens) => ProgrammeDescription.Parse($$"""{ "name": "报送", "registers": [ { "key": "sent", "title": "报送", "noun": "报送", "round": { "every": "{{every}}", "opens": {{opens}} }, "fields": [ { "key": "name", "label": "报送", "kind": "name" } ] } ] }""");
        var shortest = ProgrammeRounds.ShortestOf(every);
        Assert.Contains(ProgrammeCheck.Of(Reports(every, shortest)), fault => fault.Words.Contains("一轮也开不出来", StringComparison.Ordinal));
        Assert.Empty(ProgrammeCheck.Of(Reports(every, shortest - 1)));
        // What is taken is opened in every round of three years, on a day that lies in it; a day later it would not be in some.
        var days = Enumerable.Range(0, 1096).Select(new DateOnly(2025, 1, 1).AddDays).ToList();
        Assert.Equal((true, false), (InEvery(shortest - 1), InEvery(shortest)));

        bool InEvery(int opens)
        {
            var round = new DescribedRound { Every = every, Opens = opens };
            return days.GroupBy(day => ProgrammeRounds.Of(round, day).Label).Skip(1).SkipLast(1).All(of => of.Any(day => ProgrammeRounds.IsOpen(round, day)));
        }
    }

    [Fact]
    public void Who_takes_part_is_tried_out_whoever_it_is()
    {
        var description = ProgrammeDescription.Parse("""{ "name": "村村参加", "participants": { "who": "village-organisation", "register": "visits" }, "registers": [ { "key": "visits", "title": "走访", "noun": "走访", "fields": [ { "key": "name", "label": "走访", "kind": "name" }, { "key": "village_id", "label": "村", "kind": "listed", "register": "village-organisation" } ] } ] }""");
        var package = ProgrammePackage.Make("p1_cccj", description, 1, new Dictionary<string, string>(), "");
        Assert.Contains(new DescribedModule(package.Manifest, description).Questions(new(2026, 11, 22)), question => question.Contains("grassroots_village", StringComparison.Ordinal) && question.Contains("entered", StringComparison.Ordinal));
    }
}
