namespace OrgWork.Grassroots;

/// <summary>
/// Party organisations and members of the invented city; how many follows from <see cref="DemoCounts.Members"/>, a million as well as a thousand.
/// Planted faults of organisations: terms that ran out, seats of secretaries empty, dates not filled in.
/// </summary>
static class GrassrootsDemo
{
    static readonly DateOnly Today = DemoCity.Today;

    /// <summary>Cases say whose they are; of the manifest that is all they need.</summary>
    public static readonly ModuleManifest Manifest = new() { Id = "grassroots", Name = "基层党建", Version = "", ContractVersion = ModuleManifest.Contract };

    public static async Task FillAsync(DemoCity city, CancellationToken stop)
    {
        var plan = new OrganisationPlan(city);
        // The triggers that would have made them rest while rows are copied.
        await city.CopyAsync("org.locality", plan.Organisations.Select(organisation => new
        {
            id = -organisation.PlaceNumber, code = $"p{organisation.PlaceNumber}", name = organisation.Name, short_name = organisation.ShortName, kind = (short)6,
            parent_id = organisation.IsUnderItsParent ? -organisation.Parent!.PlaceNumber : organisation.Locality.Id, path = organisation.Path, valid_from = new DateOnly(2020, 1, 1),
        }), stop);
        await using (var next = new Npgsql.NpgsqlCommand($"select setval('org.organisation_place', {OrganisationPlan.FirstPlace + plan.Organisations.Count})", city.Connection)) await next.ExecuteNonQueryAsync(stop);
        await city.CopyAsync("grassroots.organisation", plan.Organisations.Select((organisation, n) =>
        {
            var random = city.RandomFor("organisation", n);
            var (termBegan, termYears) = TermOf(city, organisation);
            var isBasic = organisation.MemberCount > 0 || organisation.Unit is not null || organisation.IsVillage;
            var secretary = organisation.Secretary;
            var (pinyin, initials) = (Pinyin.Of(organisation.Name), Pinyin.Initials(organisation.Name));
            return new
            {
                id = organisation.Id, place_id = -organisation.PlaceNumber, locality_path = organisation.Path, rank_order = organisation.RankOrder,
                name = organisation.Name, name_pinyin = pinyin, name_initials = initials, short_name = organisation.ShortName, code = organisation.Code,
                kind = organisation.Kind, sphere = organisation.Sphere, parent_id = organisation.Parent?.Id, unit_id = organisation.Unit?.Id, level = organisation.Unit is not null ? "6" : $"{(int)organisation.Locality.Kind}",
                founded_on = random.Chance(0.03) ? (DateOnly?)null : organisation.Sphere == "7" ? Month(random.Day(new(2012, 1, 1), new(2025, 6, 1))) : Month(random.Day(new(1950, 1, 1), new(2015, 1, 1))),
                state = organisation.Sphere == "7" && random.Chance(0.02) ? "2" : "1",
                stars = !isBasic || !organisation.IsVillage && random.Chance(0.3) ? "0" : random.Weighted(("5", 12), ("4", 30), ("3", 45), ("2", 10), ("1", 3)),
                is_weak = organisation.IsVillage && organisation.MemberCount > 0 && random.Chance(0.02),
                secretary = secretary?.Name,
                is_one_shoulder = organisation.IsVillage && organisation.Locality.Kind == LocalityKind.Village && secretary is not null && random.Chance(0.86),
                term_began_on = termBegan, term_years = termYears,
                // Planted: no end of term.
                term_ends_on = random.Chance(0.01) ? (DateOnly?)null : termBegan.AddYears(termYears),
                contact_phone = secretary?.Phone,
                address = random.Chance(0.03) ? null : $"{organisation.Locality.Name}{random.Pick(["党群服务中心", "办公楼二楼会议室", "党员活动室", "新时代文明实践站"])}",
                site_area = isBasic && random.Chance(0.9) ? random.Next(3, 60) * 10 : (int?)null,
                // Some branches have fixed their day.
                theme_day = organisation.IsBranch && organisation.RankOrder % 4 != 0 ? 5 + organisation.RankOrder * 7 % 20 : (int?)null,
                remark = random.Chance(0.01) ? "隶属关系待调整" : null,
            };
        }), stop);
        await MemberDemo.FillAsync(city, plan, stop);
        await MeetingDemo.FillAsync(city, plan, stop);
        await SettingDemo.FillAsync(city, plan, stop);
        await VillageDemo.FillAsync(city, plan, stop);
        await TrainingDemo.FillAsync(city, stop);
        await CoverageDemo.FillAsync(city, plan, stop);
        await DuesDemo.FillAsync(city, stop);
        await CareDemo.FillAsync(city, plan, stop);
        await AdmissionDemo.FillAsync(city, plan, stop);
        await TransferDemo.FillAsync(city, plan, stop);
        await StandingDemo.FillAsync(city, plan, stop);
        await LifeMoreDemo.FillAsync(city, stop);
        await OutreachDemo.FillAsync(city, stop);
        await PostingDemo.FillAsync(city, stop);
        await ExpansionDemo.FillAsync(city, stop);
        await CampaignDemo.FillAsync(city, stop);
        await RestDemo.FillAsync(city, stop);
        await SurveyDemo.FillAsync(city, plan, stop);
    }

    public static (DateOnly Began, int Years) TermOf(DemoCity city, PlannedOrganisation organisation)
    {
        var random = city.RandomFor("term", organisation.Locality.Id * 10_000L + organisation.RankOrder);
        // The term elections of city, county and township fall in the winter of 2026.
        if (organisation.MemberCount == 0 && organisation.Locality.Kind != LocalityKind.Village) return (random.Day(new(2021, 11, 21), new(2022, 1, 20)), 5);
        // Villages elected at the turn of 2025; who was passed over then is overdue now.
        if (organisation.IsVillage && organisation.Unit is null) return (random.Chance(0.03) ? random.Day(new(2020, 12, 1), new(2021, 4, 30)) : random.Day(new(2025, 12, 1), new(2026, 4, 30)), 5);
        return (random.Chance(0.05) ? random.Day(Today.AddYears(-3).AddMonths(-14), Today.AddYears(-3)) : random.Day(Today.AddYears(-3).AddDays(1), Today.AddMonths(-1)), 3);
    }

    public static DateOnly Month(DateOnly day) => new(day.Year, day.Month, 1);
}
