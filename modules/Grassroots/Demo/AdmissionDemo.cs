namespace OrgWork.Grassroots;

/// <summary>
/// 发展党员 of the invented city: in every step somebody waits, some of them too long; those on probation have the case that brought them there; some were
/// not approved, some sent back by the meeting. Plans for two years; a flood in summer with its 火线发展.
/// </summary>
static class AdmissionDemo
{
    static readonly DateOnly Today = DemoCity.Today;
    static readonly ProcedurePlace Place = new(GrassrootsDemo.Manifest, AdmissionProcedure.Procedure);

    /// <summary>Days after the step before it.</summary>
    static readonly (string Step, int Days)[] Way =
    [
        ("apply", 0), ("talk", 14), ("activist", 70), ("activist_filed", 12), ("mentors", 6), ("foster", 150), ("foster", 175), ("candidate", 30), ("candidate_filed", 12), ("introducers", 8), ("vetting", 55), ("training", 25),
        ("review", 20), ("preview", 18), ("form", 12), ("meeting", 14), ("county_talk", 20), ("approval", 14), ("county_filed", 10), ("placed", 6), ("oath", 20), ("probation", 80), ("probation", 90), ("full_apply", 112), ("full_meeting", 20), ("full_approval", 30), ("filed", 25),
    ];

    static readonly int Meeting = Array.FindIndex(Way, one => one.Step == "meeting"), Approval = Array.FindIndex(Way, one => one.Step == "approval");

    sealed record Applicant(Guid Id, Guid PersonId, string Name, string Sex, DateOnly BirthOn, string Nation, PlannedOrganisation Organisation, int Rank, string Education, string Occupation, DemoCase Case, bool IsNewPerson);

    public static async Task FillAsync(DemoCity city, OrganisationPlan plan, CancellationToken stop)
    {
        var applicants = NewOnes(city, plan).Concat(OnProbation(city, plan)).ToList();
        await city.CopyAsync("org.person", applicants.Where(one => one.IsNewPerson).Select(one => new { id = one.PersonId, name = one.Name, name_pinyin = Pinyin.OfName(one.Name), name_initials = Pinyin.InitialsOfName(one.Name), sex = one.Sex, birth_on = one.BirthOn, nation = one.Nation }), stop);
        await city.CopyAsync("grassroots.applicant", applicants.Select(one => new
        {
            id = one.Id, person_id = one.PersonId, locality_path = one.Organisation.Path, rank_order = one.Rank, name = one.Name, name_pinyin = Pinyin.OfName(one.Name), name_initials = Pinyin.InitialsOfName(one.Name), sex = one.Sex, birth_on = one.BirthOn, nation = one.Nation,
            organisation_id = one.Organisation.Id, education = one.Education, occupation = one.Occupation, stage = StageOf(one.Case), applied_on = one.Case["applied_on"] is { } on ? DateOnly.Parse(on, System.Globalization.CultureInfo.InvariantCulture) : (DateOnly?)null,
        }), stop);
        await DemoCase.WriteAsync(city, applicants.Select(one => one.Case), stop);
        await city.CopyAsync("grassroots.applicant_frontline", applicants.Where((one, n) => n % 37 == 5 && one.Case.Waits is "foster" or "candidate_filed" or "training").Select((one, n) => new
        {
            id = city.IdFor("frontline", n), applicant_id = one.Id, locality_path = one.Organisation.Path, rank_order = 10, task = n % 3 == 0 ? "抗旱保供" : "抗洪抢险", deeds = "连续多日值守堤段，带头转移群众。", proposer = one.Organisation.Name,
            approved_by = $"中共{city.Localities.Roots.First().Name}委", approved_on = new DateOnly(2026, 8, 3).AddDays(n % 20), document_no = $"云委发〔2026〕{n + 40}号", shortens_wait = false, shortens_fostering = true, shortens_training = n % 2 == 0,
        }), stop);
        var members = plan.Organisations.Where(one => one.MemberCount > 0).ToList();
        var places = city.Localities.Below(city.Localities.Roots.First()).Where(one => one.Kind is LocalityKind.City or LocalityKind.County or LocalityKind.Township).ToList();
        await city.CopyAsync("grassroots.admission_quota", places.SelectMany(place => (int[])[2025, 2026], (place, year) => (Place: place, Year: year)).Select((one, n) =>
        {
            var below = members.Where(organisation => organisation.Locality.Path.StartsWith(one.Place.Path, StringComparison.Ordinal)).Sum(organisation => organisation.MemberCount);
            var planned = Math.Max(1, below / 14);
            return new { id = city.IdFor("quota", n), locality_path = one.Place.Path, rank_order = n + 1, year = one.Year, planned, young = planned * 6 / 10, farmers = planned / 3, workers = planned / 8, experts = planned / 20, document_no = $"云组发〔{one.Year}〕{6 + one.Place.Depth}号" };
        }), stop);
    }

    static IEnumerable<Applicant> NewOnes(DemoCity city, OrganisationPlan plan)
    {
        var n = 0;
        foreach (var organisation in plan.Organisations.Where(one => one.IsBranch && one.MemberCount >= 7))
        {
            var random = city.RandomFor("applicants", organisation.PlaceNumber);
            var count = Math.Max(1, organisation.MemberCount * random.Next(2, 7) / 100);
            for (var i = 0; i < count; i++, n++)
            {
                // Everybody on the way before the approval; every step has somebody.
                var done = n < Approval ? n + 1 : random.Next(1, Approval + 1);
                var lag = random.Chance(0.15) ? random.Next(60, 230) : random.Next(1, 25);
                var sex = random.Chance(0.45) ? "2" : "1";
                var year = random.Next(1984, 2004);
                var name = Names.Make(random, sex == "1", year);
                var (id, person) = (city.IdFor("applicant", n), city.IdFor("applicant person", n));
                var one = new DemoCase(Place, city.IdFor("admission", n), id, name, organisation.Path, $"{(organisation.IsUnderItsParent ? organisation.Parent!.ShortName : organisation.ShortName)}2026年");
                Walk(one, random, organisation, done, Today.AddDays(-lag), n);
                yield return new(id, person, name, sex, random.Day(new(year, 1, 1), new(year, 12, 28)), random.Chance(0.94) ? "01" : "03", organisation, i + 1, random.Weighted(("21", 40), ("31", 30), ("61", 20), ("11", 5)), organisation.IsVillage ? "07" : "05", one, true);
            }
        }
    }

    static IEnumerable<Applicant> OnProbation(DemoCity city, OrganisationPlan plan)
    {
        var n = 0;
        foreach (var member in MemberDemo.Members(city, plan).Where(member => member.Person.Politics == "02" && member.LeftOn is null))
        {
            var random = city.RandomFor("probation case", member.Person.Number);
            var since = Today.DayNumber - member.JoinedOn.DayNumber;
            // As far as the year has come, and through the approval in any case: they stand in the register.
            var done = Approval + 1;
            for (var days = Way[(Meeting + 1)..(Approval + 1)].Sum(one => one.Days); done < Way.Length - 2 && (days += Way[done].Days) <= since - (random.Chance(0.1) ? 40 : 0); done++) { }
            var one = new DemoCase(Place, city.IdFor("probation admission", n), city.IdFor("probation applicant", n), member.Person.Name, member.Path);
            var before = Way[..(Meeting + 1)].Sum(step => step.Days);
            Walk(one, random, member.Organisation, done, null, 100 + n, member.JoinedOn.AddDays(-before));
            yield return new(city.IdFor("probation applicant", n++), member.Person.Id, member.Person.Name, member.Person.Sex, member.Person.BirthOn, member.Person.Nation, member.Organisation, 500 + member.Seat, member.Person.Education, "07", one, false);
        }
    }

    static void Walk(DemoCase one, DemoRandom random, PlannedOrganisation organisation, int done, DateOnly? lastOn, int n, DateOnly? from = null)
    {
        var on = from ?? lastOn!.Value.AddDays(-Way[..done].Sum(step => step.Days));
        var (secretary, officer) = (organisation.Secretary?.Name ?? "支部组织委员", "乡镇组织委员");
        for (var k = 0; k < done; k++)
        {
            on = on.AddDays(Way[k].Days);
            if (on > Today) on = Today;
            var step = Place.Procedure.Find(Way[k].Step)!;
            var (voters, by) = (Math.Max(7, organisation.MemberCount), step.Level == LocalityKind.Organisation ? secretary : officer);
            (string, object)[] facts = step.Id switch
            {
                "talk" => [("talked_by", secretary)], "activist" => [("recommendation", random.Chance(0.3) ? "2" : "1")], "mentors" => [("mentor_names", $"{secretary}、{Names.Make(random, true, 1968)}"), ("mentors", 2)],
                "foster" => [("looked_words", "学习认真，能完成党组织交给的任务，群众评价好。")], "introducers" => [("introducer_names", $"{secretary}、{Names.Make(random, true, 1968)}"), ("introducers", 2)], "vetting" => [("is_vetted", true)],
                "training" => [("trained_days", 3), ("trained_hours", 24), ("trained_score", random.Next(78, 99))], "preview" => [("is_leaving", false)], "form" => [("form_no", $"2026-{n + 1000}")],
                "meeting" => [("voters", voters), ("present", voters - 1), ("issued", voters - 1), ("approve", voters - 1), ("oppose", 0), ("abstain", 0)], "county_talk" => [("admission_talker", "组织员")], "placed" => [("party_group", "第一党小组")], "oath" => [("oath_place", "党员活动室")],
                "probation" => [("probation_words", "按时参加组织生活，作用发挥较好。")], "full_meeting" => [("full_voters", voters), ("full_present", voters - 1), ("full_issued", voters - 1), ("full_approve", voters - 1), ("full_oppose", 0), ("full_abstain", 0)], _ => [],
            };
            // Planted: a meeting that did not pass, a committee that did not approve.
            if (step.Id == "meeting" && from is null && n % 11 == 3)
            {
                one.Do("meeting", on, by, "reject", ("voters", voters), ("present", voters - 1), ("issued", voters - 1), ("approve", voters / 2), ("oppose", voters - 1 - voters / 2), ("abstain", 0));
                return;
            }
            one.Do(step.Id, on, by, step.Id switch { "meeting" => "pass", "approval" => from is null ? "refused" : "approved", "full_meeting" => "full", "full_approval" => "full", _ => null }, facts);
            if (one.Waits is null) return;
        }
    }

    static string StageOf(DemoCase one) => one["admission"] == "approved" ? "4" : one.Waits is null ? "9" : one["candidate_on"] is not null ? "3" : one["activist_on"] is not null ? "2" : "1";
}
