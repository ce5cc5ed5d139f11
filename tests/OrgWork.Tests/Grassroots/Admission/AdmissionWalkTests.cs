using FsCheck;
using FsCheck.Fluent;
using OrgWork.Kernel;
using Xunit;

namespace OrgWork.Tests.Grassroots.Admission;

/// <summary>Whatever is tried with a case, in whatever order and on whatever days: no act gets past a guard, and no case is left in a state that cannot be.</summary>
public sealed class AdmissionWalkTests(LedgerHost ledger) : IClassFixture<LedgerHost>
{
    sealed record Try(string Deed, int Step, int Days, int Way, int Luck);

    static readonly Gen<Try> Tries =
        from deed in Gen.Frequency((24, Gen.Constant("act")), (3, Gen.Constant("any")), (2, Gen.Constant("return")), (2, Gen.Constant("withdraw")), (2, Gen.Constant("correct")), (1, Gen.Constant("delegate")))
        from step in Gen.Choose(0, 24)
        from days in Gen.Frequency((6, Gen.Choose(0, 40)), (3, Gen.Choose(150, 420)), (1, Gen.Choose(-30, -1)))
        from way in Gen.Choose(0, 3)
        from luck in Gen.Choose(0, 99)
        select new Try(deed, step, days, way, luck);

    ProcedurePlace Place => ledger.Manifests.Where(manifest => manifest.Id == "grassroots").Select(manifest => new ProcedurePlace(manifest, ledger.Host.Platform.Current!.Modules.First(module => module.Manifest == manifest).Procedures.First(procedure => procedure.Id == "admission"))).Single();

    [Fact]
    public async Task No_sequence_of_acts_gets_past_a_guard_or_leaves_a_case_in_an_impossible_state()
    {
        var place = Place;
        var tree = await ledger.Host.Platform.Live.LocalitiesAsync(default);
        var county = tree.Find(TestHost.County)!;
        var path = await ledger.PathOfAsync(TestHost.Township);
        var organisation = await ledger.Host.AskAsync<Guid>($"insert into grassroots.organisation (locality_path, name, kind, sphere) values ('{path}', '走步支部', '631', '1') returning id");
        var (walks, done, members) = (0, 0, 0);
        Prop.ForAll(Gen.ListOf(Tries, 60).ToArbitrary(), tries =>
        {
            var (acts, isMember) = Task.Run(() => WalkAsync(place, tree, county, organisation, ++walks, [.. tries])).GetAwaiter().GetResult();
            done += acts;
            if (isMember) members++;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(40));

        // The walks come far: else they would prove nothing.
        Assert.True(done > walks * 12, $"{done} acts in {walks} walks");
        Assert.True(members > 0, $"nobody was admitted in {walks} walks");
    }

    /// <returns>how many acts were done, and whether somebody was admitted</returns>
    async Task<(int, bool)> WalkAsync(ProcedurePlace place, LocalityTree tree, Locality county, Guid organisation, int number, List<Try> tries)
    {
        var here = new Here();
        var permissions = new HashSet<string> { place.Procedure.ReadPermission, place.Procedure.ActPermission };
        here.Enter(new(Guid.NewGuid(), "walker", "周文博", "", 0, [new("r", "角色", county.Id, county.Path, permissions)], false, new Dictionary<string, ListChoice>()), county, tree, place.Module, ModuleState.On, permissions, "");
        await using var db = ledger.Host.Platform.Databases.Of(place.Module).OpenForWriting(Scope.Subtree(county, here.User.Id), new Actor(here.User.Id, "周文博", ""));
        var book = new RuleBook(ledger.Host.Platform.Current!.Modules.Select(module => (module.Manifest, (IEnumerable<Rule>)module.Rules)), []);
        var cases = new Cases(db, new RuleChecks(db, book), here);
        var applicant = await ledger.Host.AskAsync<Guid>($"""
            with p as (insert into org.person (name, sex, birth_on) values ('走步{number}', '1', '1990-05-01') returning id)
            insert into grassroots.applicant (locality_path, name, person_id, organisation_id, education, occupation) select o.locality_path, '走步{number}', p.id, o.id, '21', '07' from p, grassroots.organisation o where o.id = '{organisation}' returning id
            """);
        var subject = (await cases.SubjectAsync(place, applicant, default))!.Value;
        var first = new DateOnly(2016, 3, 1);
        var id = Guid.CreateVersion7();
        var opened = await cases.StartAsync(place, cases.Fresh(place, id, applicant, subject.Title, subject.Path), Input(place.Procedure.Steps[0], null, first, new(), new("act", 0, 0, 0, 50)), default);
        Assert.True(opened.IsDone);

        var acts = 1;
        foreach (var tried in tries)
        {
            var one = (await cases.FindAsync(place, id, default))!;
            var steps = place.Procedure.Steps;
            var on = (one.LastOn ?? first).AddDays(tried.Days);
            var step = tried.Deed == "act" ? Cases.Open(place.Procedure, one) is { Count: > 0 } open ? open[Math.Min(tried.Luck % 3, open.Count - 1)] : steps[tried.Step] : steps[tried.Step];
            var outcomes = step.Outcomes.Where(outcome => outcome.When?.Invoke(one.Facts) != false).ToList();
            // Mostly the way that goes on: a case that is over is soon told.
            var way = outcomes.Count == 0 ? null : tried.Luck < 80 ? outcomes[0] : outcomes[tried.Way % outcomes.Count];
            var wasDone = tried.Deed switch
            {
                "return" => await cases.ReturnAsync(place, one, step, one.Version, "试", default) is null,
                "withdraw" => await cases.WithdrawAsync(place, one, one.Version, "试", default) is null,
                "delegate" => await cases.DelegateAsync(place, one, one.Version, "试", default) is null,
                "correct" => (await cases.CorrectAsync(place, one, step, one.Version, Input(step, null, on, one.Facts, tried) with { Reason = "试" }, default)).IsDone,
                _ => (await cases.ActAsync(place, one, step, one.Version, Input(step, way, on, one.Facts, tried), default)).IsDone,
            };
            var now = (await cases.FindAsync(place, id, default))!;
            // What is refused changes nothing; what is done adds one act and one version.
            if (!wasDone) Assert.Equal(one, now);
            else
            {
                acts++;
                Assert.Equal((one.Acts + 1, one.Version + 1), (now.Acts, now.Version));
            }
            await HoldsAsync(db, place, now, applicant);
        }
        var member = await db.FirstAsync<bool>("select exists (select from member m join applicant a using (person_id) where a.id = @applicant)", new { applicant });
        return (acts, member);
    }

    static StepInput Input(Step step, StepOutcome? way, DateOnly on, CaseFacts known, Try tried)
    {
        // One in eight is wrong: votes that are too few, people too few, training too short.
        var isBad = tried.Luck % 8 == 7;
        var values = step.Fields.Concat(step.EachFields).Concat(way?.Fields ?? []).ToDictionary(field => field.Column, field => field.Column switch
        {
            "mentor_names" => isBad ? "甲、乙、丙" : "甲、乙", "introducer_names" => isBad ? "甲" : "甲、乙", "mentors" => isBad ? "3" : "2", "introducers" => isBad ? "1" : "2", "is_vetted" => isBad ? "false" : "true", "is_leaving" => "false", "trained_days" => isBad ? "1" : "3", "trained_hours" => isBad ? "8" : "24",
            "voters" or "full_voters" => "21", "present" or "full_present" => isBad ? "9" : "18", "issued" or "full_issued" => isBad ? "9" : "18", "approve" or "full_approve" => isBad ? "9" : "18", "proposed_months" => isBad ? "3" : "6",
            "recommendation" => "1", "leaves_on" or "published_on" => "", _ => field.Kind switch { FieldKind.Number => "0", FieldKind.Flag => "true", FieldKind.Date => "", _ => "记录" },
        });
        return new(on, way?.Id, values.Where(pair => pair.Value != "").ToDictionary())
        {
            Documents = [.. step.AllDocuments.Select(name => new KeptDocument(name, null, null))], Reason = "情况特殊", Approver = "范志宏", ApprovedOn = on,
        };
    }

    /// <summary>Said once more, without the engine: what every case must be like.</summary>
    static async Task HoldsAsync(Db db, ProcedurePlace place, ProcedureCase one, Guid applicant)
    {
        var facts = one.Facts;
        var procedure = place.Procedure;
        Assert.NotNull(procedure.Find(one.Step));
        Assert.Equal(one.IsOpen, one.ClosedOn is null);
        Assert.Contains(one.State, (string[])["open", "done", "stopped"]);
        // Days in order, none ahead.
        var days = procedure.Steps.Where(step => !step.IsInAnyOrder && !step.IsRepeated).Select(step => facts.Day(step.DayFact)).OfType<DateOnly>().ToList();
        Assert.Equal(days.Order(), days);
        Assert.All(days, day => Assert.True(day <= Clock.Today));
        // Nothing is known of what has not come yet.
        if (one.IsOpen)
            foreach (var step in procedure.Steps.SkipWhile(step => step.Id != one.Step).Skip(1)) Assert.Null(facts[step.DayFact]);
        // The intervals and sums themselves.
        if (facts.Day("candidate_on") is { } candidate) Assert.True(facts.Day("activist_on")!.Value.AddMonths(12) <= candidate);
        if (facts.Day("activist_on") is { } activist) Assert.True(facts.Day("applied_on") <= activist);
        if (facts["introducers"] is { } introducers) Assert.Equal("2", introducers);
        if (facts["mentors"] is { } mentors) Assert.Contains(mentors, (string[])["1", "2"]);
        if (facts.Day("meeting_on") is { } meeting)
        {
            Assert.Equal("true", facts["is_vetted"]);
            Assert.True(facts.Day("previewed_on") <= meeting);
            Assert.True(facts.Number("trained_days") >= 3 || facts.Number("trained_hours") >= 24);
            Assert.True(facts.Number("approve") * 2 > facts.Number("voters") && facts.Number("present") * 2 > facts.Number("voters"));
            if (facts.Day("approved_on") is { } approved) Assert.True(approved <= meeting.AddMonths(6));
            if (facts.Day("full_meeting_on") is { } full) Assert.True(meeting.AddMonths(12 + (facts.Number("extension_months") ?? 0)) <= full);
        }
        Assert.True(facts.Number("extensions") is null or 1);
        Assert.True(facts.Number("extension_months") is null or (>= 6 and <= 12));
        // Register and case agree.
        var (stage, kind, joined, acts) = await db.FirstAsync<(string, string?, DateOnly?, int)>("""
            select a.stage, m.kind, m.joined_on, (select count(*)::int from org.procedure_act where case_id = @Id) from applicant a left join member m on m.person_id = a.person_id and m.left_on is null where a.id = @applicant
            """, new { one.Id, applicant });
        Assert.Equal(one.Acts, acts);
        var isMember = facts["admission"] == "approved" && one.Outcome != "批准取消预备党员资格";
        Assert.Equal((isMember ? facts["is_full"] == "true" ? "1" : "2" : null, isMember ? facts.Day("meeting_on") : null), (kind, joined));
        Assert.Equal(one.State == "stopped" ? "9" : facts["is_full"] == "true" ? "5" : isMember ? "4" : facts["candidate_on"] is not null ? "3" : facts["activist_on"] is not null ? "2" : "1", stage);
    }
}
