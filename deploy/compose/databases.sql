create database catalog;
create database provisioning;
create database metrics;
