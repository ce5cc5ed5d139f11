namespace OrgWork.Cadres;

/// <summary>干部名册 and what hangs on one cadre. The columns follow information set A01 of GB/T 14946 (see README).</summary>
public static class CadreFiles
{
    const string Posts = "职务职级", Learning = "学历学位", Managed = "管理信息", Contact = "证件联系", Form = "任免审批表", Filling = "呈报填表";

    public static readonly Register Register = new()
    {
        Id = "files", Title = "干部名册", Noun = "干部", Counter = "人", Table = "cadre", IsPerson = true, KeepsHistory = true, AsksReason = true,
        KeptFrom = record => Keeping.From(record.GetValueOrDefault("management") as string),
        ReadPermission = "cadres.files.read", WritePermission = "cadres.files.edit", OpenPermission = "cadres.files.open",
        Fields =
        [
            Field.Name().Sortable(),
            Field.Text("post_title", "现任职务", 500).Wide().Hinted("工作单位及职务全称，与任免审批表一致").In(Posts),
            Field.Code("sex", "性别", StandardCodes.Sex).Required().Listed().Filter(),
            Field.Date("birth_on", "出生日期").Required().Listed().FirstFilter().Sortable().WithAge().Past(),
            Field.Code("nation", "民族", StandardCodes.Nation).Required().Listed().Filter().DefaultsTo("01"),
            Field.Text("native_place", "籍贯", 60).WideScreensOnly().Hinted("写到县一级，不带“省、市、县”字"),
            Field.Text("birth_place", "出生地", 60),
            Field.Month("party_joined_on", "入党时间").Listed().Filter().Sortable().Past().Hinted("支部大会通过吸收为预备党员的时间"),
            Field.Month("work_began_on", "参加工作时间").Filter().Sortable().Past(),
            Field.Code("politics", "政治面貌", StandardCodes.Politics).Required().FirstFilter().DefaultsTo("01"),
            Field.Text("health", "健康状况", 60).DefaultsTo("健康"),
            Field.Text("party_text", "入党时间（表内文字）", 60).Hinted("只在有多个党派等日期与政治面貌说不全时填写，如 200203；民盟；民革"),
            Field.Text("technical_title", "专业技术职务", 90),
            Field.Text("specialty", "熟悉专业有何专长", 120),

            Field.Unit("unit_id", "工作单位").Filter().In(Posts),
            Field.Code("level", "职务层次", StandardCodes.PostLevel).Listed().FirstFilter().Sortable().In(Posts),
            Field.Month("post_began_on", "任现职时间").Listed().Filter().Sortable().Past().In(Posts),
            Field.Month("level_began_on", "任同层次时间").WideScreensOnly().Filter().Sortable().Past().In(Posts),
            Field.Code("rank", "职级", StandardCodes.Rank).Filter().In(Posts),
            Field.Month("rank_began_on", "任职级时间").Filter().Past().In(Posts),
            Field.Text("pay_note", "级别工资档次", 60).In(Posts).Hinted("如 十八级 6 档"),
            Field.Flag("is_team_member", "班子成员").Filter().In(Posts),
            Field.Flag("is_on_probation", "试用期未满").Filter().In(Posts),
            Field.Date("probation_ends_on", "试用期满日期").Filter().In(Posts),

            Field.Code("full_time_education", "全日制学历", StandardCodes.Education).WideScreensOnly().Filter().In(Learning),
            Field.Text("full_time_education_text", "全日制学历（表内文字）", 54).In(Learning).Hinted("代码表里没有恰好的名称时填写"),
            Field.Code("full_time_degree", "全日制学位", StandardCodes.Degree).In(Learning),
            Field.Text("full_time_degree_text", "全日制学位（表内文字）", 54).In(Learning),
            Field.Text("full_time_school", "全日制毕业院校系及专业", 120).In(Learning),
            Field.Text("full_time_degree_school", "全日制学位毕业院校系及专业", 120).In(Learning).Hinted("与学历的不同时填写"),
            Field.Code("in_service_education", "在职学历", StandardCodes.Education).Filter().In(Learning),
            Field.Text("in_service_education_text", "在职学历（表内文字）", 54).In(Learning).Hinted("如 示范省委党校研究生"),
            Field.Code("in_service_degree", "在职学位", StandardCodes.Degree).In(Learning),
            Field.Text("in_service_degree_text", "在职学位（表内文字）", 54).In(Learning),
            Field.Text("in_service_school", "在职毕业院校系及专业", 120).In(Learning),
            Field.Text("in_service_degree_school", "在职学位毕业院校系及专业", 120).In(Learning).Hinted("与学历的不同时填写"),

            Field.LongText("resume", "简历", 4000).In(Form).Hinted("一行一段：2001.07--2004.11，空两格，再写单位职务；现任的只写起始年月"),
            Field.LongText("rewards", "奖惩情况", 1000).In(Form).Hinted("没有的写“无”"),
            Field.LongText("assessment_summary", "年度考核结果", 500).In(Form),
            Field.LongText("appointment_reason", "任免理由", 600).In(Form),
            Field.Text("proposed_post", "拟任职务", 324).In(Form),
            Field.Text("post_to_remove", "拟免职务", 324).In(Form),

            Field.Text("submitting_unit", "呈报单位", 252).In(Filling),
            Field.Month("age_limit_on", "到龄时间").In(Filling),
            Field.Text("former_age_limit", "改革前任职年龄界限", 60).In(Filling).Hinted("如 改革前任职年龄界限为60岁"),
            Field.Date("age_reckoned_on", "计算年龄时间").In(Filling),
            Field.Date("form_filled_on", "填表时间").In(Filling),
            Field.Text("form_filled_by", "填表人", 36).In(Filling),

            Field.Code("status", "人员管理状态", StandardCodes.ManagementState).Required().FirstFilter().DefaultsTo("1").In(Managed),
            Field.Code("management", "管理类别", StandardCodes.ManagementPower).Filter().In(Managed),
            Field.Code("category", "人员类别", StandardCodes.PersonKind).Filter().In(Managed),
            Field.Code("staffing", "编制类型", StandardCodes.Establishment).Filter().In(Managed),
            Field.Code("source", "人员来源", CadreCodes.Source).Filter().In(Managed).Hinted("凭材料登记一次，以后不改"),
            Field.Text("source_evidence", "来源依据", 120).In(Managed).Hinted("录用、选调、调任的文号或档案材料"),
            Field.Number("grassroots_years", "基层工作经历年限", 0, 60).Filter().In(Managed),
            Field.Date("civil_servant_since_on", "公务员登记时间").Past().In(Managed),

            Field.Identity().In(Contact),
            Field.Phone("phone", "手机").In(Contact),
            Field.LongText("remark", "备注", 1000).In(Contact),
        ],
        Rules = [.. CadreRules.All, RankRules.Due],
        Conditions =
        [
            new("在职", "status=1"),
            new("县处级在职", "status=1&level=1A31,1A32"),
            new("乡科级在职", "status=1&level=1A41,1A42"),
            new("40 岁及以下", "status=1&birth_on.from=-41y"),
            ReadyCondition.Of(CadreRules.RetirementReached),
            ReadyCondition.Of(CadreRules.RetirementNear),
            ReadyCondition.Of(CadreRules.TenYears),
            ReadyCondition.Of(CadreRules.FiveYears),
            new("女干部", "status=1&sex=2"),
            new("党外干部", "status=1&politics=03,04,05,06,07,08,09,10,11,12,13"),
            new("少数民族干部", "status=1&nation=" + string.Join(',', StandardCodes.Nation.Codes.Where(code => code.Value != "01").Select(code => code.Value))),
            ReadyCondition.Of(CadreRules.ProbationNear),
            ReadyCondition.Of(CadreRules.ProbationOver),
            ReadyCondition.Of(CadreRules.CareerWhole),
            ReadyCondition.Of(CadreRules.AssessmentThere),
            ReadyCondition.Of(CadreRules.TwiceIncompetent),
            ReadyCondition.Of(RankRules.Due),
            new("缺公民身份号码", "identity_mask.none=1") { Light = "red" },
        ],
        Actions =
        [
            new("导出任免表", "cadres/exchange/export", "cadres.exchange.export"),
            new("简历核对", "cadres/resume", "cadres.files.read", IsForOne: true),
            new("综合页", "cadres/overview", "cadres.files.read", IsForOne: true),
            new("照片", "cadres/photo", "cadres.files.edit", IsForOne: true, Writes: true),
        ],
        Deeds = [CadreCorrections.Corrections.Tie, CadreCorrections.Corrections.Untie, CadreCorrections.Corrections.Propose, CorrectSource, RankFile.Promote, InformationSets.Propose],
        PhotoPath = "cadres/photo/show",
        Children = [Post, InformationSets.Levels, Education, InformationSets.ProfessionalTitles, InformationSets.AwardRows, Specialty, Family, Assessment, Assessing.Routine, Appointing.Political, CadreTraining.Register, Measures.Register, ProgrammeResults.On("local_result", "cadres.files.read", "cadres.files.edit")],
        HasQueries = true, QueryFacts = [CadreQueries.RetiresOn, Measures.InEffect], ReadyQueries = CadreQueries.Ready,
        Documents = [ApprovalForm.Document, PublicNotice.Document],
    };

    static RegisterDeed CorrectSource => new("correct-source", "更正来源", "cadres.files.edit")
    {
        Consequence = "原登记的来源是错的，从一开始就改过来；原来的值、依据和理由留在变更记录里",
        Fields = [Field.Code("source", "人员来源", CadreCodes.Source).Required(), Field.Text("evidence", "来源依据", 120).Required().Hinted("录用、选调、调任的文号或档案材料"), Field.Text("reason", "更正理由", 200).Required()],
        Done = async (db, deed, stop) =>
        {
            if (await db.FirstAsync<string>("select source from cadre where id = @Id", new { deed.Id }, stop) is not { } was) return "还没有登记来源，请在“修改”里登记";
            if (was == deed.Text("source")) return "与现在登记的相同";
            await db.FirstAsync<string>("select set_config('orgwork.source_corrected', @id, true) || set_config('orgwork.effective_on', 'correction', true)", new { id = deed.Id.ToString() }, stop);
            await db.ExecuteAsync("update cadre set source = @source, source_evidence = @evidence, version = version + 1, changed_at = now(), changed_by = @by where id = @Id", new { deed.Id, source = deed.Text("source"), evidence = deed.Text("evidence"), by = db.Actor.Id }, stop);
            await db.RecordAsync(new(DeedKind.Update, "files", deed.Id, deed.LocalityPath, deed.Title, [new("人员来源", CadreCodes.Source.NameOf(was), CadreCodes.Source.NameOf(deed.Text("source")!))], deed.Text("reason")), stop);
            return null;
        },
    };

    static Register Specialty => new()
    {
        Id = "specialties", Title = "专业门类", Noun = "专业门类", Counter = "项", Table = "cadre_specialty", ParentColumn = "cadre_id", KeepsHistory = true, BeganColumn = "since_on",
        ReadPermission = "cadres.files.read", WritePermission = "cadres.files.edit",
        Fields =
        [
            Field.Code("specialty", "专业门类", CadreCodes.Specialty).Required().Listed(), Field.Code("basis", "认定依据", CadreCodes.SpecialtyBasis).Required().Listed(),
            Field.Text("evidence", "证明材料", 200).Required().Listed().Hinted("学历学位证书、职称资格证书，或从业年限和单位"), Field.Month("since_on", "自何时起").Listed().Past(),
        ],
    };

    static Register Post => new()
    {
        Id = "posts", Title = "任职", Noun = "任职", Counter = "段", Table = "cadre_post", ParentColumn = "cadre_id", KeepsHistory = true, BeganColumn = "began_on", LastedColumn = "ended_on",
        Timeline = new("level", "post_name", "is_grassroots", "基层任职"),
        ReadPermission = "cadres.files.read", WritePermission = "cadres.files.edit",
        Fields =
        [
            Field.Text("post_name", "职务", 120).Required().Listed(),
            Field.Text("unit_name", "任职机构", 120).Required().Listed().Hinted("写当时的名称"),
            Field.Unit("unit_id", "现行机构"),
            Field.Code("level", "职务层次", StandardCodes.PostLevel).Listed(),
            Field.Code("kind", "任职性质", CadreCodes.PostKind).Required().Listed().DefaultsTo("1"),
            Field.Month("began_on", "任职时间").Required().Listed().Past(),
            Field.Month("ended_on", "免职时间").Listed().Past(),
            Field.Code("state", "任职状态", StandardCodes.PostState).Required().Listed().DefaultsTo("1"),
            Field.Flag("is_main", "主职务").Listed(),
            Field.Code("method", "选拔任用方式", StandardCodes.SelectionMethod),
            Field.Text("document_no", "任职文号", 60).Listed(),
            Field.Text("removal_document_no", "免职文号", 60),
            Field.Flag("is_grassroots", "基层任职").Listed(),
            Field.Text("duties", "分管工作", 200),
        ],
    };

    static Register Education => new()
    {
        Id = "education", Title = "学历学位", Noun = "学历学位", Counter = "条", Table = "cadre_education", ParentColumn = "cadre_id", KeepsHistory = true, BeganColumn = "graduated_on",
        ReadPermission = "cadres.files.read", WritePermission = "cadres.files.edit",
        Fields =
        [
            Field.Text("school", "毕业院校系", 120).Required().Listed(),
            Field.Text("major", "所学专业", 60).Listed(),
            Field.Code("education", "学历", StandardCodes.Education).Listed(),
            Field.Code("degree", "学位", StandardCodes.Degree).Listed(),
            Field.Code("kind", "教育类别", StandardCodes.StudyKind).Required().Listed().DefaultsTo("1"),
            Field.Month("entered_on", "入学时间").Listed().Past(),
            Field.Month("graduated_on", "毕（肄）业时间").Listed().Past(),
            Field.Month("degree_on", "学位授予时间").Past(),
            Field.Flag("is_highest", "最高学历").Listed(),
            Field.Text("evidence", "证明材料", 200).Listed().Hinted("毕业证书、学位证书编号，学历认证报告"),
        ],
    };

    static Register Family => new()
    {
        Id = "family", Title = "家庭成员", Noun = "家庭成员", Counter = "人", Table = "cadre_family", ParentColumn = "cadre_id", KeepsHistory = true, IsGuarded = true,
        ReadPermission = "cadres.family.open", WritePermission = "cadres.files.edit",
        Fields =
        [
            Field.Text("name", "姓名", 36).Required().Listed(),
            Field.Code("relation", "称谓", StandardCodes.Kinship).Listed(),
            Field.Text("relation_text", "其他称谓", 36).Listed().Hinted("列表里没有的称谓写在这里"),
            Field.Month("birth_on", "出生年月").Listed().WithAge().Past(),
            Field.Code("politics", "政治面貌", StandardCodes.Politics).Listed(),
            Field.Text("politics_text", "其他政治面貌", 36).Hinted("列表里没有的写在这里"),
            Field.Text("workplace", "工作单位及职务", 200).Listed(),
            Field.Text("situation", "现状", 60).Hinted("已退休、已去世等"),
            Field.Code("nation", "民族", StandardCodes.Nation),
            Field.Text("foreign_status", "外国国籍、永久居留", 60).Hinted("国家（地区），国籍、永久居留资格或长期居留许可；没有的不填"),
        ],
    };

    static Register Assessment => new()
    {
        Id = "assessments", Title = "年度考核", Noun = "考核", Counter = "次", Table = "cadre_assessment", ParentColumn = "cadre_id", KeepsHistory = true,
        ReadPermission = "cadres.files.read", WritePermission = "cadres.files.edit",
        Fields =
        [
            Field.Number("year", "考核年度", 1980, 2100).Required().Listed(),
            Field.Code("kind", "考核类别", StandardCodes.AssessmentKind).Required().Listed().DefaultsTo("20"),
            Field.Code("grade", "考核结论", StandardCodes.AssessmentResult).Required().Listed(),
            Field.Text("remark", "说明", 200).Listed(),
        ],
    };
}
