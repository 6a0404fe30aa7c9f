-- The catalogue of cooperating banks and their outlets (Article 7). Nothing here belongs to a person.

create table bank (
  bank_id uuid not null,
  version integer not null check (version > 0),
  cnaps text not null check (cnaps ~ '^[0-9]{12}$'),
  name_zh text not null,
  name_en text not null,
  hotline text,
  admitted_on date not null,
  withdrawn_on date check (withdrawn_on >= admitted_on),
  service_terms jsonb not null check (jsonb_typeof(service_terms) = 'array'),
  source text not null,
  primary key (bank_id),
  constraint bank_cnaps unique (cnaps)
);
comment on table bank is 'A cooperating bank in the published catalogue. One that leaves stays here: its cards keep working (M7.12).';
comment on column bank.cnaps is 'Code in the national payment system, with a valid check digit.';
comment on column bank.withdrawn_on is 'First day outside the catalogue; null while no end is set.';
comment on column bank.service_terms is 'Which of the ten services of Article 7 from which day on: [{from, services}], earliest first.';
comment on column bank.source is 'The notice that names the bank.';

create table outlet (
  outlet_id uuid not null,
  version integer not null check (version > 0),
  bank_id uuid not null,
  name_zh text not null,
  name_en text,
  district text not null,
  address text not null,
  longitude double precision not null check (longitude between -180 and 180),
  latitude double precision not null check (latitude between -90 and 90),
  phone text,
  instant_issue boolean not null,
  opening_hours jsonb not null check (jsonb_typeof(opening_hours) = 'array'),
  accessibility text[] not null,
  opened_on date not null,
  closed_on date check (closed_on >= opened_on),
  primary key (outlet_id)
);
comment on table outlet is 'An outlet of a cooperating bank at which cards are handled (M7.14).';
comment on column outlet.district is 'GB/T 2260 code, or the code of a service area (M3.4).';
comment on column outlet.instant_issue is '即时制卡: the card is made and handed over in one visit.';
comment on column outlet.opening_hours is '[{weekday 1 to 7, from, to}] in the time of the city.';
comment on column outlet.closed_on is 'First day without service; null while no end is set.';

create index outlet_of_bank on outlet (bank_id, outlet_id);
comment on index outlet_of_bank is 'The list of a bank, page by page.';
create index outlet_in_district on outlet (district, outlet_id);
comment on index outlet_in_district is 'The list of a district, page by page.';

-- The fifteen banks that the notice of 2024 names. CNAPS codes are unverified, their check digits are right.
insert into bank (bank_id, version, cnaps, name_zh, name_en, hotline, admitted_on, service_terms, source) values
  ('00000000-0000-8007-8000-000000000001', 1, '102100099996', '工商银行', 'Industrial and Commercial Bank of China', '95588', '2024-10-30', '[{"from":"2024-10-30","services":["application","activation","loss-report","release","reissue","exchange","cancellation","status-inquiry","pin","information-change"]}]', '京人社数据字〔2024〕133号'),
  ('00000000-0000-8007-8000-000000000002', 1, '103100000026', '农业银行', 'Agricultural Bank of China', '95599', '2024-10-30', '[{"from":"2024-10-30","services":["application","activation","loss-report","release","reissue","exchange","cancellation","status-inquiry","pin","information-change"]}]', '京人社数据字〔2024〕133号'),
  ('00000000-0000-8007-8000-000000000003', 1, '104100000004', '中国银行', 'Bank of China', '95566', '2024-10-30', '[{"from":"2024-10-30","services":["application","activation","loss-report","release","reissue","exchange","cancellation","status-inquiry","pin","information-change"]}]', '京人社数据字〔2024〕133号'),
  ('00000000-0000-8007-8000-000000000004', 1, '105100000017', '建设银行', 'China Construction Bank', '95533', '2024-10-30', '[{"from":"2024-10-30","services":["application","activation","loss-report","release","reissue","exchange","cancellation","status-inquiry","pin","information-change"]}]', '京人社数据字〔2024〕133号'),
  ('00000000-0000-8007-8000-000000000005', 1, '301290000007', '交通银行', 'Bank of Communications', null, '2024-10-30', '[{"from":"2024-10-30","services":["application","activation","loss-report","release","reissue","exchange","cancellation","status-inquiry","pin","information-change"]}]', '京人社数据字〔2024〕133号'),
  ('00000000-0000-8007-8000-000000000006', 1, '313100000013', '北京银行', 'Bank of Beijing', null, '2024-10-30', '[{"from":"2024-10-30","services":["application","activation","loss-report","release","reissue","exchange","cancellation","status-inquiry","pin","information-change"]}]', '京人社数据字〔2024〕133号'),
  ('00000000-0000-8007-8000-000000000007', 1, '304100040000', '华夏银行', 'Hua Xia Bank', null, '2024-10-30', '[{"from":"2024-10-30","services":["application","activation","loss-report","release","reissue","exchange","cancellation","status-inquiry","pin","information-change"]}]', '京人社数据字〔2024〕133号'),
  ('00000000-0000-8007-8000-000000000008', 1, '402100000018', '北京农商银行', 'Beijing Rural Commercial Bank', null, '2024-10-30', '[{"from":"2024-10-30","services":["application","activation","loss-report","release","reissue","exchange","cancellation","status-inquiry","pin","information-change"]}]', '京人社数据字〔2024〕133号'),
  ('00000000-0000-8007-8000-000000000009', 1, '302100011000', '中信银行', 'China CITIC Bank', null, '2024-10-30', '[{"from":"2024-10-30","services":["application","activation","loss-report","release","reissue","exchange","cancellation","status-inquiry","pin","information-change"]}]', '京人社数据字〔2024〕133号'),
  ('00000000-0000-8007-8000-000000000010', 1, '303100000006', '光大银行', 'China Everbright Bank', null, '2024-10-30', '[{"from":"2024-10-30","services":["application","activation","loss-report","release","reissue","exchange","cancellation","status-inquiry","pin","information-change"]}]', '京人社数据字〔2024〕133号'),
  ('00000000-0000-8007-8000-000000000011', 1, '305100000013', '民生银行', 'China Minsheng Bank', null, '2024-10-30', '[{"from":"2024-10-30","services":["application","activation","loss-report","release","reissue","exchange","cancellation","status-inquiry","pin","information-change"]}]', '京人社数据字〔2024〕133号'),
  ('00000000-0000-8007-8000-000000000012', 1, '306581000003', '广发银行', 'China Guangfa Bank', null, '2024-10-30', '[{"from":"2024-10-30","services":["application","activation","loss-report","release","reissue","exchange","cancellation","status-inquiry","pin","information-change"]}]', '京人社数据字〔2024〕133号'),
  ('00000000-0000-8007-8000-000000000013', 1, '308584000013', '招商银行', 'China Merchants Bank', null, '2024-10-30', '[{"from":"2024-10-30","services":["application","activation","loss-report","release","reissue","exchange","cancellation","status-inquiry","pin","information-change"]}]', '京人社数据字〔2024〕133号'),
  ('00000000-0000-8007-8000-000000000014', 1, '310290000013', '浦发银行', 'Shanghai Pudong Development Bank', null, '2024-10-30', '[{"from":"2024-10-30","services":["application","activation","loss-report","release","reissue","exchange","cancellation","status-inquiry","pin","information-change"]}]', '京人社数据字〔2024〕133号'),
  ('00000000-0000-8007-8000-000000000015', 1, '403100000004', '邮储银行', 'Postal Savings Bank of China', '95580', '2024-10-30', '[{"from":"2024-10-30","services":["application","activation","loss-report","release","reissue","exchange","cancellation","status-inquiry","pin","information-change"]}]', '京人社数据字〔2024〕133号');

insert into event (person_id, stream, stream_id, version, name, data, at, command_id, rules)
select '00000000-0000-0000-0000-000000000000', 'bank', bank_id::text, version, 'bank-admitted',
  jsonb_build_object('cnaps', cnaps, 'name', jsonb_build_object('zh', name_zh, 'en', name_en), 'hotline', hotline,
    'admittedOn', admitted_on, 'source', source, 'services', service_terms -> 0 -> 'services'),
  admitted_on, bank_id, '{}'
from bank;
