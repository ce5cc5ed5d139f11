namespace OrgWork.Grassroots;

/// <summary>党员名册 and what hangs on one member.</summary>
public static class PartyMembers
{
    const string Party = "党籍党龄", Work = "工作学习", Contact = "证件联系";

    public static readonly Register Register = new()
    {
        Id = "members", Title = "党员名册", Noun = "党员", Counter = "人", Table = "member", IsPerson = true,
        KeepsHistory = true, EndedColumn = "left_on",
        ReadPermission = "grassroots.members.read", WritePermission = "grassroots.members.edit", OpenPermission = "grassroots.members.open",
        Fields =
        [
            Field.Name().Sortable(),
            Field.Code("sex", "性别", StandardCodes.Sex).Required().Listed().Filter(),
            Field.Date("birth_on", "出生日期").Required().Listed().FirstFilter().Sortable().WithAge().Past(),
            Field.Code("nation", "民族", StandardCodes.Nation).Required().Listed().Filter().DefaultsTo("01"),
            Field.Text("native_place", "籍贯", 60),
            Field.Code("education", "学历", StandardCodes.Education).Listed().FirstFilter(),

            (Field.Row("organisation_id", "所在党组织", "organisations") with { IsRequired = true, IsWide = true, IsListed = true }).Filter().In(Party),
            Field.Code("kind", "人员类别", StandardCodes.MemberKind).Required().Listed().FirstFilter().DefaultsTo("1").In(Party),
            Field.Date("joined_on", "入党时间").Required().Listed().Filter().Sortable().Past().Hinted("支部大会通过吸收为预备党员的日期").In(Party),
            Field.Date("became_full_on", "转正时间").WideScreensOnly().WithYears("党龄").Filter().Sortable().Past().In(Party),
            Field.Date("applied_on", "申请入党时间").Past().In(Party),
            Field.Code("join_kind", "加入党组织类型", StandardCodes.PartyEntryAndExit).Filter().In(Party),
            Field.Text("introducers", "入党介绍人", 80).In(Party),
            Field.Code("membership_state", "党籍状态", StandardCodes.MemberState).Required().FirstFilter().DefaultsTo("1").In(Party),
            Field.Date("left_on", "离开日期").Filter().Past().Hinted("转出、出党、停止党籍、死亡之日；填了即不再在册，历史名册仍有").In(Party),
            Field.Code("left_kind", "离开类型", StandardCodes.MemberFlow).Filter().In(Party),
            Field.Code("exit_kind", "离开党组织类型", StandardCodes.PartyEntryAndExit).Filter().In(Party),
            Field.Date("lost_on", "失去联系日期").Filter().Past().Hinted("由失联处置程序更新").In(Party),
            Field.Date("suspended_on", "停止党籍日期").Filter().Past().Hinted("由停止党籍程序更新").In(Party),
            Field.Number("interrupted_months", "党龄中断（个月）", 0, 600).Filter().ByDeed().In(Party),
            Field.Date("no_vote_until_on", "留党察看至").Filter().Hinted("期间没有表决权、选举权和被选举权；由党纪处分程序更新").In(Party),
            Field.Text("party_group", "党小组", 20).Filter().In(Party),
            Field.Flag("is_leading", "领导干部").Filter().Hinted("须以普通党员身份参加所在支部的组织生活（双重组织生活）").In(Party),
            Field.Flag("is_floating", "流动党员").Filter().In(Party),
            Field.Text("floats_to", "流向地", 60).In(Party),
            Field.Code("dues_class", "党费交纳类别", DuesStandard.Classes).Filter().In(Party),
            Field.Number("dues_base", "党费计算基数（元/月）", 0, 1000000).In(Party),
            Field.Month("dues_paid_to_on", "党费交至").Filter().In(Party),

            Field.Code("occupation", "工作岗位", GrassrootsCodes.Occupation).Listed().Filter().In(Work),
            Field.Text("workplace", "工作单位及职务", 120).In(Work),
            Field.Month("work_began_on", "参加工作时间").Past().In(Work),
            Field.Flag("is_veteran", "退役军人").Filter().In(Work),
            Field.Flag("is_needy", "生活困难党员").Filter().In(Work),

            Field.Identity().In(Contact),
            Field.Phone("phone", "联系电话").In(Contact),
            Field.Text("address", "家庭住址", 120).Sensitive().In(Contact),
            Field.LongText("remark", "备注", 1000).In(Contact),
        ],
        Rules = [.. MemberRules.All, TransferRules.GraduateLimit, DualLifeRules.Attendance, TrainingRules.Hours, ServiceRules.Assigned, .. CeremonyRules.All],
        Conditions =
        [
            new("正式党员", "kind=1&membership_state=1"),
            new("预备党员", "kind=2"),
            ReadyCondition.Of(MemberRules.ProbationOver),
            ReadyCondition.Of(MemberRules.ProbationNear),
            ReadyCondition.Of(MemberRules.FiftyYears),
            ReadyCondition.Of(TransferRules.GraduateLimit),
            ReadyCondition.Of(DualLifeRules.Attendance),
            ReadyCondition.Of(TrainingRules.Hours),
            ReadyCondition.Of(CeremonyRules.Oath),
            // On the page of the branch and its list; at a county hundreds have theirs every week.
            new(CeremonyRules.BirthdayNear.WhenBroken, "rule=" + CeremonyRules.BirthdayNear.Tail),
            // By branch on the page of what members do.
            new(ServiceRules.Assigned.WhenBroken, "rule=" + ServiceRules.Assigned.Tail),
            new("女党员", "sex=2"),
            new("流动党员", "is_floating=1"),
            new("停止党籍", "membership_state=3"),
            new("已离开", "left_on.from=1900.01.01"),
            new("失联党员", "membership_state=2") { Light = "yellow" },
            new("农牧渔民党员", "occupation=07"),
            new("大专及以上学历", "education=11,13,1A,1B,21,2A,2B,31,34,37,3B"),
            ReadyCondition.Of(MemberRules.DuesThreeMonths),
            ReadyCondition.Of(MemberRules.DuesHalfYear),
            new("缺公民身份号码", "identity_mask.none=1") { Light = "red" },
        ],
        Announces = [new("grassroots.joining_corrected", 1, "joined_on")],
        Children = [Post, Honour, Move, .. MemberFile.Lists, ProgrammeResults.On("local_result", "grassroots.members.read", "grassroots.members.edit")],
        Documents = [TransferLetter.Document, MemberService.DeedSheet, CeremonyRules.Card],
        Deeds = [FloatingMembers.Leave, Interruption, TrainingDeeds.Attend, KnowledgeTests.Enter, Encouragement.Apply, MemberCorrections.Corrections.Tie, MemberCorrections.Corrections.Untie],
        Actions = [new("党费明细", "grassroots/dues/statement", "grassroots.dues.read", IsForOne: true), new("推荐“两优”表彰…", "grassroots/awards/new", HonourProcedures.Act, Writes: true), new("提名“七一勋章”…", "grassroots/july-medals/new", HonourProcedures.Act, Writes: true), new("转接组织关系…", "grassroots/transfers/new", "grassroots.transfers.act", Writes: true), new("国企退休党员转入社区…", "grassroots/retirees/new", "grassroots.transfers.act", Writes: true),
            new("登记失联、提请停止党籍…", "grassroots/suspensions/new", "grassroots.standing.act", Writes: true), new("退党、除名…", "grassroots/exits/new", "grassroots.standing.act", Writes: true), new("党纪处分…", "grassroots/punishments/new", "grassroots.standing.act", Writes: true)],
    };

    /// <summary>What was interrupted in the years in the Party: written when membership is restored, corrected here from the papers.</summary>
    static RegisterDeed Interruption => new("interruption", "更正党龄中断", "grassroots.members.edit")
    {
        Consequence = "“光荣在党50年”按更正后的中断时间计算；更正前后和依据记入变更记录",
        Fields = [Field.Number("interrupted_months", "党龄中断（个月）", 0, 600).Required().Hinted("脱党、停止党籍等不计算党龄的时间，不足一个月的按一个月"), Field.Text("grounds", "依据和原因", 200).Required()],
        Done = async (db, deed, stop) => await db.ExecuteAsync("update member set interrupted_months = @months, version = version + 1 where id = @Id and removed_at is null and interrupted_months <> @months", new { deed.Id, months = deed.Values["interrupted_months"] }, stop) == 0 ? "登记的就是这个数" : null,
    };

    static Register Post => new()
    {
        Id = "posts", Title = "党内职务", Noun = "党内职务", Counter = "段", Table = "member_post", ParentColumn = "member_id", KeepsHistory = true, BeganColumn = "began_on",
        ReadPermission = "grassroots.members.read", WritePermission = "grassroots.members.edit",
        Fields =
        [
            Field.Code("post", "党内职务", StandardCodes.PartyPost).Required().Listed(),
            Field.Text("organisation_name", "任职党组织", 100).Required().Listed(),
            Field.Row("organisation_id", "现行党组织", "organisations"),
            Field.Date("began_on", "任职日期").Required().Listed().Past(),
            Field.Date("ended_on", "离任日期").Listed().Past(),
            Field.Text("remark", "说明", 200).Listed(),
        ],
    };

    static Register Honour => new()
    {
        Id = "honours", Title = "奖惩", Noun = "奖惩", Counter = "次", Table = "member_honour", ParentColumn = "member_id", KeepsHistory = true, BeganColumn = "awarded_on",
        ReadPermission = "grassroots.members.read", WritePermission = "grassroots.members.edit",
        Fields =
        [
            Field.Code("kind", "奖惩类别", GrassrootsCodes.HonourKind).Required().Listed(),
            Field.Text("title", "名称", 100).Required().Listed(),
            Field.Date("awarded_on", "批准日期").Required().Listed().Past(),
            Field.Text("authority", "批准机关", 100).Listed(),
            Field.Date("affects_until_on", "影响期至").Listed(),
            Field.Text("document_no", "文号", 60).Listed(),
        ],
    };

    static Register Move => new()
    {
        Id = "moves", Title = "组织关系变动", Noun = "变动", Counter = "次", Table = "member_move", ParentColumn = "member_id", KeepsHistory = true, BeganColumn = "moved_on",
        ReadPermission = "grassroots.members.read", WritePermission = "grassroots.members.edit",
        Fields =
        [
            Field.Code("kind", "变动类型", StandardCodes.MemberFlow).Required().Listed(),
            Field.Date("moved_on", "变动日期").Required().Listed().Past(),
            Field.Text("from_organisation", "转出党组织", 100).Listed(),
            Field.Text("to_organisation", "转入党组织", 100).Listed(),
            Field.Text("letter_no", "介绍信编号", 40).Listed(),
            Field.Date("receipt_on", "回执日期").Listed().Past(),
            Field.Text("remark", "说明", 200),
        ],
    };
}
